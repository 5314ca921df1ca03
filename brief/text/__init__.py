"""What a text is made of: paragraphs, sentences, words, stems; its language. The door to nltk, PyStemmer, py3langid.

Everything that differs between languages is data in a `Language`; nothing here downloads or opens a file.
"""

from brief.text.decode import decode
from brief.text.detect import detect
from brief.text.language import Language, language
from brief.text.paragraphs import paragraphs
from brief.text.sentences import sentences
from brief.text.words import content_stems, content_words, stem, stems, words

__all__ = [
    "Language",
    "content_stems",
    "content_words",
    "decode",
    "detect",
    "language",
    "paragraphs",
    "sentences",
    "stem",
    "stems",
    "words",
]
