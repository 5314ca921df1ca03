"""The two ways in which `train.py` fits a linear model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from brief.summarize.trained.weights import FARTHEST, Linear

Array = NDArray[np.float32]

# Models of sets that are averaged, and the share of the articles that each sees: the mean of 8 still moves by .2
# ROUGE-1 with the draw.
BAGS, BAG = 24, 0.4
STEPS, RATE = 150, 0.03


def logistic(traits: Array, labels: Array, weights: Array, ridge: float) -> Linear:
    """Logistic regression by Newton's method; labels in 0..1 may be shares."""
    mean = np.average(traits, 0, weights).astype(np.float32)
    spread = (np.sqrt(np.average((traits - mean) ** 2, 0, weights)) + 1e-4).astype(np.float32)
    scaled = ((traits - mean) / spread).clip(-FARTHEST, FARTHEST)
    scaled = np.column_stack([scaled, np.ones(len(scaled), np.float32)])
    found = np.zeros(scaled.shape[1])
    found[-1] = np.log((weights @ labels) / (weights @ (1 - labels)))
    penalty = np.full(len(found), ridge)
    penalty[-1] = 0
    for _ in range(10):
        chance = 1 / (1 + np.exp(-(scaled @ found.astype(np.float32))))
        slope = scaled.T @ ((labels - chance) * weights) - penalty * found
        curve = (scaled * (weights * chance * (1 - chance))[:, None]).T @ scaled
        step = np.linalg.solve(curve + np.diag(penalty + 1e-6), slope)
        found += step
        if np.abs(step).max() < 1e-4:
            break
    return Linear(mean, spread, found[:-1].astype(np.float32), float(found[-1]))


def listwise(traits: Sequence[Array], rewards: Sequence[Array], weights: Sequence[float], ridge: float) -> Linear:
    """Raise the expected reward of a set drawn by the softmax of the scores of an article's sets.

    Arguments: for each article (sets, traits), (sets,) rewards, and its weight.
    """
    every = np.concatenate(traits)
    mean, spread = every.mean(0), every.std(0) + np.float32(1e-3)
    scaled = [((one - mean) / spread).clip(-FARTHEST, FARTHEST) for one in traits]
    draw = np.random.default_rng(0)
    found = []
    for _ in range(BAGS):
        some = draw.permutation(len(scaled))[: int(BAG * len(scaled))]
        found.append(_bag([scaled[i] for i in some], [rewards[i] for i in some], [weights[i] for i in some], ridge))
    return Linear(mean, spread, np.mean(found, 0, dtype=np.float32), 0.0)


def _bag(traits: Sequence[Array], rewards: Sequence[Array], weights: Sequence[float], ridge: float) -> Array:
    """One model: least squares on the rewards first, then Adam (Kingma and Ba 2015) on their expectation."""
    rows, reward = np.concatenate(traits), np.concatenate(rewards)
    sizes = np.array([len(one) for one in rewards])
    starts, owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
    weight = np.array(weights, np.float32)

    def centered(values: Array) -> Array:
        means = np.add.reduceat(values, starts, axis=0) / sizes.reshape(-1, *([1] * (values.ndim - 1)))
        return values - means[owner].astype(np.float32)

    level = (weight / np.sqrt(sizes))[owner].astype(np.float32)
    apart, gain = centered(rows), centered(reward)
    curve = (apart * level[:, None]).T @ apart
    curve += 1e-2 * np.trace(curve) / len(curve) * np.eye(len(curve), dtype=np.float32)
    found = 0.7 * np.linalg.solve(curve, (apart * level[:, None]).T @ gain)
    first, second = np.zeros_like(found), np.zeros_like(found)
    share = (weight / weight.sum())[owner].astype(np.float32)
    for step in range(1, STEPS + 1):
        score = rows @ found
        chance = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        chance /= np.add.reduceat(chance, starts)[owner]
        expected = np.add.reduceat(chance * reward, starts)[owner]
        slope = rows.T @ (chance * (reward - expected) * share) - ridge * found
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        found = found + RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    return found.astype(np.float32)
