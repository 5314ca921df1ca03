"""The words that tell a section: data, and nothing else.

`TERMS[slug][weight]`, for English texts, is a comma-separated list of lower-case words and two-word terms: 3 says
"hardly anywhere else", 2 "mostly here", 1 "leans this way". Regular plurals of the last word are added by the reader.
A term stands in one list only. A two-word term takes its words away from the single ones, so that `foreign minister` is
world and `minister` is politics. People are left out but for heads of great states: names age.

`general` holds the words of crime, courts, accidents, schools and daily life: they keep such stories out of sections
that they only touch.
"""

from __future__ import annotations

TERMS: dict[str, dict[int, str]] = {
    "world": {
        3: """
            afghan, african union, aftershock, aid agency, aid worker, air strike, airstrike, al qaeda, al qaida, al
            shabaab, al shabab, aleppo, ambassador, annexation, annexed, arab league, arms embargo, artillery, asean,
            asylum boat, aung san, ayatollah, baghdad, ballistic missile, benghazi, besieged, boko haram, border
            guard, car bomb, cease fire, ceasefire, chechen, chechnya, civil war, consulate, coup, crimea, cyclone,
            damascus, darfur, death toll, demilitarised, demilitarized, diplomatic relation, diplomatic tie, donetsk,
            drone strike, drug cartel, drug lord, earthquake, embassy, ethnic cleansing, extradition treaty, fallujah,
            foreign affairs, foreign minister, foreign ministry, foreign office, foreign policy, foreign secretary,
            frontline, gaza, genocide, government forces, guerrilla, hamas, hezbollah, hijacker, hostage taker,
            houthi, humanitarian aid, insurgency, insurgent, international criminal, intifada, iraqi, isis, islamic
            state, israeli, jihadist, junta, kabul, kandahar, khartoum, kiev, kremlin, kurd, kurdish, kyiv, lebanese,
            libyan, martial law, militant, militants, military coup, militia, militiamen, missile strike, missile
            test, mogadishu, mortar, mosul, nato, nobel peace, north korea, north korean, nuclear deal, nuclear
            program, nuclear programme, nuclear test, nuclear weapon, occupied territory, opposition protester,
            palestinian, peace deal, peace process, peace talk, peacekeeper, peacekeeping, people smuggler,
            presidential guard, pyongyang, rafah, ramallah, rebel fighter, rebel group, red crescent, refugee camp,
            roadside bomb, rocket attack, rohingya, sanaa, secretary general, security council, security forces,
            separatist, shelled, shelling, somali, state media, state television, sudanese, suicide attack, suicide
            bomber, suicide bombing, syrian, taliban, tehran, tripoli, troop withdrawal, tsunami, typhoon, u n,
            ukrainian, united nations, uranium enrichment, volcano eruption, war crime, warlord, warplane, west bank,
            world leader, yemeni
        """,
        2: """
            abuja, aceh, admiral, aegean, afghanistan, air force, airbase, alliance, allies, ally, ambush, ambushed,
            amnesty international, ankara, arab, armed group, armenia, army, assad, atrocity, azerbaijan, balkan,
            bangladesh, battlefield, beijing, belarus, belgrade, bilateral, black box, black sea, blockade, bogota,
            bomb, bomber, bombing, bosnia, burma, burundi, cairo, capsized, caracas, cartel, casualty, checkpoint,
            coast guard, coastguard, collapsed building, colombia, colombian, combat, commander, congo, congolese,
            convoy, crackdown, cuba, cuban, curfew, defence ministry, defense ministry, dhaka, dictator, dictatorship,
            diplomacy, diplomat, diplomatic, disaster, dissident, doha, drone, egypt, egyptian, el salvador, erdogan,
            eritrea, eruption, espionage, ethiopia, ethiopian, evacuated, evacuation, evacuee, exile, exiled,
            extremist, famine, ferry, fighter jet, flood, flooding, guantanamo, guatemala, gulf state, gunmen, haiti,
            haitian, harare, havana, honduras, hong kong, hostage, humanitarian, hurricane, indonesia, interior
            minister, interior ministry, invaded, invasion, iran, iranian, iraq, islamist, israel, istanbul, ivory
            coast, jakarta, jerusalem, joint chiefs, kashmir, kathmandu, kazakhstan, kenya, kenyan, kidnapped,
            kidnapping, kosovo, landslide, lebanon, liberia, libya, mali, manila, mass grave, massacre, mediterranean,
            mexico city, middle east, migrant boat, military, minsk, missile, monarch, moscow, mudslide, myanmar,
            nairobi, navy, nepal, netanyahu, nicaragua, nigeria, nigerian, occupation, ousted, overthrow, pakistan,
            pakistani, peace, pentagon, philippine, philippines, pirate, plane crash, political prisoner, pope,
            province, provincial, putin, qatar, rebel, red cross, refugee, regime, rescue worker, rescuer, riyadh,
            rubble, rwanda, sahara, sahel, sanctions, saudi, saudi arabia, serbia, settler, sharia, shipwreck, sierra
            leone, soldier, somalia, south china, south korean, spy, sri lanka, state department, state visit, sudan,
            sumatra, summit, superpower, survivor, syria, taipei, taiwan, taiwanese, tamil tiger, tbilisi, tel aviv,
            terror, terrorism, terrorist, tibet, tibetan, toppled, torture, treaty, tribal, troop, troops, tropical
            storm, truce, turkey, uganda, uighur, ukraine, un, unhcr, unicef, uprising, uzbekistan, vatican,
            venezuela, venezuelan, volcano, war, warfare, warship, wildfire, world powers, xi jinping, xinjiang,
            yemen, zelensky, zelenskyy, zimbabwe
        """,
        1: """
            africa, african, aid, aircraft, airliner, algeria, angola, argentina, asia, asian, athens, attack,
            austria, bahrain, bangkok, belgium, berlin, blast, bolivia, border, brazil, brazilian, brussels, budapest,
            bulgaria, cambodia, cameroon, capital city, chile, china, chinese, clashes, cleric, crash site, crisis,
            dead, defence, defense, delhi, democracy, demonstrator, denmark, dubai, dutch, emirates, ethnic, europe,
            european, explosion, fighting, finland, forces, foreign, france, french, geneva, german, germany, ghana,
            greece, greek, hungary, india, indian, injured, international, islam, islamabad, islamic, italian, italy,
            japan, japanese, jordan, killed, korean, kuwait, laos, latin america, local resident, madrid, magnitude,
            malaysia, mexican, mexico, morocco, mosque, mumbai, muslim, netherlands, norway, nuclear, officer killed,
            overseas, paris, peru, poland, polish, portugal, protester, quake, region, regional, relief, riot,
            romania, rome, russia, russian, senegal, seoul, shia, shiite, singapore, south africa, south african,
            south korea, sovereignty, spain, spanish, storm, sunni, sweden, switzerland, tanzania, territory, thai,
            thailand, tokyo, tourist, tunisia, unrest, vienna, vietnam, villager, violence, warsaw, weapon, wounded,
            zambia
        """,
    },
    "politics": {
        3: """
            abortion, abortion law, abortion rights, affirmative action, attorney general, backbench, backbench
            revolt, backbencher, ballot, ballots, bipartisan, bjp, border wall, brexit, by election, cabinet member,
            cabinet minister, campaign trail, capitol hill, caucus, caucuses, chief minister, civil liberties, civil
            partnership, coalition government, commons, congress, congressional, congressman, congresswoman,
            conservative party, constituency, constituent, council tax, debt ceiling, democratic national, democratic
            party, deputy prime, devolution, devolved, downing street, election commission, electoral college,
            electorate, euro sceptic, eurosceptic, executive order, federal government, filibuster, first minister,
            frontbencher, gay marriage, general election, gerrymandering, gop, government shutdown, governorship,
            green paper, gubernatorial, gun control, gun law, holyrood, home office, home secretary, house arrest,
            house democrats, house of, house republicans, house speaker, hunting ban, id card, identity card,
            immigration policy, immigration reform, impeach, impeached, impeachment, inheritance tax, justice
            department, kamala harris, king speech, labour, labour leader, labour party, lawmaker, leadership contest,
            leadership election, legislator, legislature, lib dem, liberal democrat, local election, local government,
            lok sabha, majority leader, manifesto, mayoral election, mep, midterm, ministerial, minority leader, mitch
            mcconnell, mp, msp, nancy pelosi, opposition leader, opposition party, oval office, parliament,
            parliamentary, partisan, party conference, party leader, party member, plaid cymru, planned parenthood,
            political party, polling day, polling station, presidential campaign, presidential candidate, presidential
            election, presidential nominee, presidential race, primary election, queen speech, rajya sabha,
            redistricting, referendum, republican national, republican party, republicans, roe, running mate, same
            sex, scottish government, scottish parliament, select committee, senate, senator, shadow chancellor,
            shadow home, shadow minister, sinn fein, snp, spin doctor, stormont, supreme court, swing state, tea
            party, tories, tory, tory leader, tuition fee, turnout, ukip, veto, vice president, voter, voter fraud,
            voters, voting rights, welsh assembly, welsh government, westminster, whistleblower complaint, white
            house, white paper, whitehall
        """,
        2: """
            administration, amendment, approval rating, asylum, asylum seeker, biden, bill, border patrol, budget
            deficit, cabinet, campaign, campaigner, campaigning, candidacy, candidate, capitol, census, centrist,
            chancellor, chief of, cia, city council, civil servant, civil service, clinton, conservative,
            conservatives, constitution, constitutional, council leader, councillor, debate, democrat, democratic,
            democrats, deport, deportation, deputy leader, donation, donor, elected, election, elections, electoral,
            far left, far right, fbi, federal judge, fundraiser, government, governor, hearing, homeland security,
            human rights, ideology, immigrant, immigration, inauguration, infrastructure bill, inquiry, irs, justices,
            left wing, legislation, legislative, liberal, liberals, lobbying, lobbyist, lords, mayor, mayoral, mccain,
            minister, national security, nationalist, nomination, nominee, obama, ombudsman, opinion poll, parties,
            party, peer, pensioner, policies, policy, policy maker, policymaker, political, political leader,
            politician, politics, poll, pollster, populist, president biden, president bush, president obama,
            president trump, press secretary, prime minister, progressive, public inquiry, public sector, public
            services, re elected, re election, reform, republican, reshuffle, resign, resignation, resigned, rhetoric,
            right wing, romney, socialist, special counsel, speech, spending bill, spending plan, stimulus bill,
            subpoena, tax cut, tax increase, tax rise, testified, testify, think tank, town hall, trump,
            unconstitutional, undocumented, union leader, unionist, vote, voted, votes, voting, watchdog, welfare,
            whistleblower
        """,
        1: """
            accused, activist, allegation, americans, argued, authority, ban, benefit, britain, british, britons,
            budget, campaigners, citizen, citizenship, coalition, commission, committee, constituents, consultation,
            controversy, council, critic, criticised, criticized, department, detention, discrimination, endorsement,
            equality, eu, european union, federal, gay, housing, human right, immigrants, inequality, issue, law, law
            lord, lawful, laws, leader, leadership, legal, mandate, migrant, migrants, migration, nation, national,
            official, opposition, overhaul, oversight, pension, plan, plans, pledge, pledged, police powers, poverty,
            president, presidential, proposal, proposed, protest, public, racism, racist, rally, rights, row, ruling,
            scandal, secretary, sleaze, speaker, spending, state, support, supporter, tax, taxpayer, uk, washington,
            whip
        """,
    },
    "business": {
        3: """
            accounting, acquire, acquired, acquires, acquisition, airbus, analysts, annual results, antitrust,
            auditor, automaker, bailout, bank of, bankrupt, bankruptcy, barclays, barrel, bitcoin, boeing, bond
            market, bondholder, bp, brent, british airways, budget airline, business confidence, business leader, buy
            out, buyout, car maker, carmaker, central bank, ceo, cfo, chevron, chief executive, chief financial,
            citigroup, coca cola, commodity, consumer confidence, consumer price, consumer spending, cost cutting,
            credit card, credit rating, credit suisse, creditor, crude oil, cryptocurrency, currency, current account,
            daimlerchrysler, deflation, deutsche bank, dividend, dow jones, earnings, easyjet, economic growth,
            economic recovery, economist, euro zone, eurozone, exchange rate, exporter, exports, exxon, exxonmobil,
            factory output, federal reserve, federal trade, first quarter, foreign investment, fourth quarter, ftse,
            gazprom, gdp, general motors, gold price, goldman sachs, gross domestic, hedge fund, hostile bid, house
            price, housing market, hsbc, imf, importer, inflation, inflationary, insider trading, insolvency,
            insolvent, interest rate, investment bank, investor, ipo, job cuts, job losses, jobless claims, jobless
            rate, jobs report, jp morgan, jpmorgan, labor market, labour cost, labour market, layoff, lloyds,
            lufthansa, managing director, manufacturer, manufacturing, market share, market value, marks spencer,
            mcdonald, merger, minimum wage, monetary policy, morgan stanley, mortgage, mortgage lender, mutual fund,
            nasdaq, nestle, net loss, net profit, nikkei, nissan, oil company, oil firm, oil giant, oil price, opec,
            operating profit, payroll, payrolls, pension fund, pepsico, pre tax, pretax, private equity, procter
            gamble, profit, profit warning, profits, public offering, quarterly, rate cut, rate hike, rate rise,
            rating agency, recession, redundancies, redundancy, restructuring, retail sales, retailer, revenue,
            rosneft, royal dutch, ryanair, s p, sainsbury, sec filing, second quarter, securities fraud, share price,
            shareholder, shares, small business, starbucks, stock exchange, stock market, stock price, stocks,
            subsidiary, supermarket, supply chain, takeover, takeover bid, tariff, tesco, third quarter, toyota, trade
            deficit, trade surplus, trade talks, trade war, treasuries, treasury bond, turnover, ubs, unemployment
            rate, unilever, venture capital, volkswagen, wage growth, wal mart, wall street, walmart, wholesaler,
            world bank, wto
        """,
        2: """
            airline, analyst, asset, bank, banker, banking, banks, bidder, board of, boardroom, bond, bonus, borrower,
            borrowing, brand, business, businesses, businessman, car sales, chairman, coal, companies, company,
            competition commission, competitor, consumer, copper, corporate, corporation, cost, costs, crude,
            customer, debt, deficit, demand, diesel, dollar, downturn, economic, economies, economy, electric car,
            employer, employment, energy firm, entrepreneur, equity, euro, executive, export, factory, fed, finance,
            financial, financier, firm, firms, fiscal, forecast, franchise, fraud trial, freight, gas price, hedge,
            homebuyer, import, industrial, industry, insurance, insurer, invest, invested, investment, job opening,
            jobless, landlord, lender, lending, loan, logistics, low cost, luxury, market, markets, merchant, miner,
            mining, monopoly, nationalised, oil, online retailer, online shopping, output, per cent, percent,
            percentage point, petrol, plant closure, plunged, premium, price, prices, privatisation, privatise,
            producer, production, property market, real estate, rebound, regulator, retail, rival bid, rouble, rupee,
            salaries, salary, sale, sales, sector, shipping, shopper, slowdown, slump, stake, start up, startup, state
            owned, steel, sterling, stimulus, strike action, supplier, surged, surplus, tax evasion, tenant, trade,
            trade union, trader, trading, treasury, truck, unemployment, utility, wage, wages, warehouse, workforce,
            yen, yield, yuan
        """,
        1: """
            account, accountant, agriculture, aviation, beer, bid, billion, bn, brewer, buy, buyer, buying, carrier,
            cash, clothing, coffee, consultancy, contract, cotton, cut, cuts, deal, decline, deposit, drugmaker,
            electricity, energy, estimate, expand, expansion, expected, fares, farm, farmer, figures, fraud, ftc,
            fund, funding, funds, growth, higher, hotel, increase, infrastructure, job, jobs, lawsuit settlement,
            loss, losses, lower, money, offer, owned, owner, ownership, paid, partner, passengers, pay,
            pharmaceutical, pipeline, power plant, purchase, quarter, rail, rate, rates, regulation, sell, seller,
            selling, shop, shopping, sold, staff, store, strike, strong, sugar, textile, tobacco, tourism, train
            operator, union, value, vehicle, vehicles, weak, wheat, worker, worth
        """,
    },
    "technology": {
        3: """
            3d printer, 3g, 4g, 5g, a i, adware, ai, ai model, algorithm, amd, anthropic, anti virus, antivirus, aol,
            app store, artificial intelligence, augmented reality, autonomous vehicle, bandwidth, big tech, biometric,
            bittorrent, blackberry, blog, blogger, blogging, bluetooth, broadband, browser, cell phone, cellphone,
            chatbot, chatgpt, chip maker, chipmaker, cisco, cloud computing, coder, computer, computer game, computer
            network, computer virus, computing, console, cyber attack, cyber crime, cyber security, cyberattack,
            cybercrime, cybersecurity, data breach, data center, data centre, deepfake, dell, desktop, digital camera,
            digital media, digital music, digital rights, digital tv, domain name, downloadable, downloaded,
            downloading, driverless, driverless car, dvd recorder, ebay, email virus, encrypted, encryption, ericsson,
            file sharing, file swapping, firefox, firewall, flash memory, flat panel, gadget, gadgets, game designer,
            game maker, gameboy, gamer, gamers, games company, games maker, gaming, gigabyte, gizmo, google, gps,
            hacked, hacker, hackers, hacking, handset, hard disk, hard drive, hardware, hdtv, hewlett packard, high
            definition, huawei, ibm, identity theft, internet service, internet user, ipad, iphone, ipod, junk mail,
            laptop, large language, lcd, linkedin, linux, macbook, machine learning, malware, megabyte, megapixel,
            metaverse, microchip, microsoft, mobile operator, mobile phone, mobile virus, motorola, mozilla, mp3,
            myspace, net phone, net users, nintendo, nokia, nvidia, open source, openai, operating system, password,
            paypal, pc, pcs, personal data, phishing, plasma screen, playstation, processor, programmer, programming,
            qualcomm, ransomware, reddit, rfid, robot, robotic, robotics, role playing, roleplaying, samsung,
            satellite navigation, search engine, self driving, semiconductor, server, service provider, set top,
            silicon valley, skype, smart home, smart watch, smartphone, smartwatch, snapchat, social media, social
            network, social networking, software, sony ericsson, source code, spammer, spyware, streaming service,
            streaming video, symbian, tech company, tech firm, tech giant, technology firm, text message, third
            generation, tiktok, touch screen, touchscreen, usb, user interface, video game, videogame, virtual
            reality, virus writer, vodafone, voip, wearable, web browser, web page, web site, web user, whatsapp, wi
            fi, wifi, wikipedia, windows, wireless, xbox, yahoo
        """,
        2: """
            amazon, android, app, apple, apps, automated, automation, blu ray, chip, chips, cloud, compatible,
            consumer electronics, cyber, cyberspace, data, database, developer, developers, device, devices, dial up,
            digital, disc, display, download, downloaders, downloads, dvd, dvd player, e mail, electronic,
            electronics, email, emails, engineer, engineering, engineers, facebook, facial recognition, file, galaxy,
            game console, game developer, gameplay, games industry, handheld, homepage, innovation, innovative,
            instagram, install, installed, intel, interactive, interface, internet, invention, inventor, keyboard,
            media player, memory, messaging, mobiles, multimedia, multiplayer, music player, network, networking,
            networks, online, operator, oracle, patent, pda, phone, phones, pixel, podcast, podcasting, portable,
            portal, printer, privacy, prototype, ringtone, rpg, sms, sony, spacex, spam, starlink, storage, streaming,
            subscriber, surveillance camera, tablet, tech, technological, technologies, technology, telecom,
            telecommunication, tesla, trojan, twitter, update, upgrade, upload, user, users, video, virtual,
            vulnerability, web, website, worm, youtube
        """,
        1: """
            access, battery, broadcast, bug, camera, chat, click, code, connect, connected, connection, control, copy,
            copyright, demo, design, designed, expert, experts, feature, features, files, format, forum, fraudster,
            futuristic, hi tech, high tech, home entertainment, information, launch, launched, link, machine,
            machines, message, mobile, model, models, patch, piracy, product, products, program, programs, provider,
            research firm, satellite, satellites, scam, screen, search, secure, security, service, services, signal,
            site, sites, speed, standard, standards, stream, system, systems, tool, tools, transmit, tweet, version
        """,
    },
    "science": {
        3: """
            antarctic, antarctica, anthropologist, archaeological, archaeologist, archaeology, archeologist, arctic
            ice, asteroid, astronaut, astronomer, astronomy, astrophysicist, atom, bacterium, big bang, biodiversity,
            biologist, biology, bird species, black hole, botanist, butterfly, carbon dioxide, carbon emission, carbon
            footprint, cern, chemist, chimpanzee, chromosome, climate change, climatologist, co2, comet,
            conservationist, coral reef, cosmonaut, crispr, dark energy, dark matter, deforestation, dinosaur, dna,
            dolphin, eclipse, ecologist, ecosystem, electron, endangered species, esa, european space, evolutionary,
            exoplanet, extinct, extinction, fossil, fossil fuel, gene editing, genetic, geneticist, genome, genomics,
            geologist, geology, glacier, global warming, greenhouse gas, greenhouse gases, habitat, higgs, hominid,
            homo sapiens, hubble, ice sheet, insect, isotope, journal nature, journal science, jupiter, kyoto
            protocol, lander, large hadron, lunar, mammal, mars rover, mathematician, meteor, meteor shower,
            meteorite, microbe, milky way, molecular, molecule, nasa, natural history, nature journal, neanderthal,
            net zero, neutrino, observatory, oceanographer, orbiter, ozone layer, palaeontologist, paleontologist,
            paris agreement, peer reviewed, penguin, permafrost, physicist, physics, planetary, polar bear,
            prehistoric, primate, proton, quantum, rainforest, renewable energy, researchers say, rhino, saturn,
            scientific, scientist, scientists, sea ice, sea level, solar power, solar storm, solar system, space
            agency, space shuttle, space station, space telescope, spacecraft, spaceship, species, stargazer,
            supernova, telescope, whale, wildlife, wind farm, wind turbine, zoologist
        """,
        2: """
            ape, atmosphere, atmospheric, bee, biological, carbon, chemistry, climate, cloning, conservation, cosmic,
            cosmos, crystal, degrees celsius, drought, el nino, elephant, embryo, emission, emissions, endangered,
            environment agency, environmental, environmentalist, evolution, excavation, experiment, fish stock,
            galaxies, genetically modified, gm crop, gravity, greenpeace, heat wave, heatwave, laboratory, laser,
            marine, mars, mathematics, mineral, monkey, moon, nobel prize, ocean, orbit, panda, particle, planet,
            plant species, pollutant, pollution, radiation, reef, research, researcher, rover, science, sea turtle,
            seismic, seismologist, shark, skeleton, snake, soil, solar, solar panel, specimen, stem cell, tectonic,
            temperature, theory, tomb, universe, volcanic
        """,
        1: """
            ancient, animal, animals, biodegradable, bird, breeding, chemical, discovered, discovery, earth, egg,
            energy efficiency, environment, evidence suggests, findings, forest, institute, journal, lab, lion,
            mission, natural, nature, observation, plastic, predator, probe, professor, recycling, rocket, space,
            spider, stonehenge, study, sun, sustainability, sustainable, theorist, tiger, tree, university of,
            warming, waste, wild, wolf, zoo
        """,
    },
    "health": {
        3: """
            adhd, affordable care, alzheimer, anorexia, antibiotic, antibody, arthritis, asthma, astrazeneca, autism,
            autistic, bird flu, birth defect, blood pressure, blood transfusion, booster shot, breast cancer,
            caesarean, calorie, cancer, cardiac, cdc, chemotherapy, cholera, cholesterol, cigarette, clinic, clinical,
            clinical trial, contact tracing, contraception, contraceptive, coronavirus, covid, delta variant,
            dementia, dental, dentist, depression anxiety, diabetes, diabetic, diagnose, diagnosed, diagnosis,
            dietary, disease, disease control, drug administration, e cigarette, eating disorder, ebola, epidemic,
            epilepsy, face mask, fauci, fda, fentanyl, fertility, flu, gp, health authority, health care, health
            department, health insurance, health minister, health official, health officials, health secretary, health
            service, healthcare, heart attack, heart disease, hepatitis, hiv, hormone, illness, immune, immunisation,
            immunity, immunization, infected, infection, infectious, infertility, influenza, insulin, intensive care,
            ivf, kidney, leukaemia, leukemia, liver, lung, malaria, mask mandate, measles, medicaid, medical,
            medicare, medication, medicine, medicines, meningitis, mental health, mental illness, midwife,
            miscarriage, moderna, monkeypox, mpox, mrsa, nhs, nurse, nurses, nutrition, obamacare, obese, obesity,
            omicron, opioid, organ donor, ovarian, overdose, overweight, paediatrician, painkiller, pandemic,
            paramedic, parkinson, patient, patients, pediatrician, pfizer, physician, pneumonia, polio, pregnancy,
            pregnant, prescription, prostate, psychiatrist, psychologist, public health, quarantine, quarantined,
            radiotherapy, rehab, sars, schizophrenia, smallpox, smoker, smoking, social distancing, stroke patient,
            superbug, surgeon, surgeon general, swine flu, symptom, symptoms, therapist, therapy, transplant,
            tuberculosis, tumor, tumour, unvaccinated, vaccinate, vaccinated, vaccination, vaccine, vaccines, vaping,
            vitamin, world health, zika
        """,
        2: """
            addiction, ageing, aging, aids, alcohol, allergic, allergy, ambulance, anxiety, bacteria, binge drinking,
            birth control, bone, booster, brain, care home, cases of, chronic, contagious, counseling, counselling,
            deaf, death rate, diet, disability, disabled, disorder, doctor, doctors, dose, doses, drug company, e
            coli, fever, fitness, food poisoning, health, healthy, hhs, hospital, hospitalised, hospitalization,
            hospitalized, hygiene, insomnia, life expectancy, lockdown, lockdowns, mask, masks, medic, mortality,
            nursing home, outbreak, pathogen, pills, psychiatric, psychological, salmonella, scan, screening, sepsis,
            sick, sickness, side effect, suicide prevention, surgery, syndrome, tablets, test positive, tested
            positive, tests positive, treatment, trial participant, variant, viral, virus, virus infection, ward,
            weight loss, wellbeing, wellness, womb
        """,
        1: """
            adult, babies, baby, birth, blind, blood, body, brain damage, cannabis, care, carer, cases, condition,
            cure, drinking, drug, exercise, fat, heart, hospice, marijuana, mother, newborn, pain, physical, pill,
            poison, recovering, risk, risks, skin, sleep, specialist, stress, suffer, suffered, suffering, tested,
            tests, toxic, trauma
        """,
    },
    "sport": {
        3: """
            ac milan, ajax, all blacks, all rounder, anti doping, ashes, asian games, aston villa, athlete, athletics,
            atp, australian open, back row, backhand, badminton, baseball, basketball, batsman, batter, batting,
            bayern munich, benfica, birdie, bogey, borussia, bowled, bowler, boxer, boxing, break point, bronze medal,
            bundesliga, captaincy, carling cup, centre back, champions league, championship, commonwealth games,
            corner kick, cricket, cricketer, cross country, cycling, cyclist, darts, davis cup, decathlon, defender,
            djokovic, dodgers, doping, drop goal, drugs test, dugout, efl, equaliser, equalizer, europa league,
            european championship, everton, extra time, f1, fa cup, fairway, federer, fifa, final round, fly half,
            football, footballer, forehand, formula one, formula1, free agent, free kick, french open, full back, full
            time, giro d, goalkeeper, goalless, gold medal, golf, golfer, grand national, grand prix, grand slam,
            gymnast, gymnastics, half time, handball, harlequins, hat trick, head coach, heineken cup, heptathlon,
            high jump, hockey, horse racing, hurdler, hurdles, iaaf, ice hockey, indoor championships, injury time,
            innings, inter milan, ipl, javelin, jockey, judo, juventus, kick off, knicks, la liga, lakers, last eight,
            lbw, league cup, lebron, leeds united, line out, linebacker, lineout, linesman, loan spell, lock forward,
            long jump, manchester city, manchester united, marathon, match point, medal, medallist, messi, midfield,
            midfielder, mlb, motogp, nadal, nascar, nba, ncaa, netball, newcastle united, nfl, nhl, number eight,
            offside, olympian, olympic, olympics, own goal, packers, paralympic, paralympics, penalty kick, penalty
            shoot, personal best, pga, pitcher, play off, playoff, podium, pole vault, premier league, premiership,
            prop forward, psg, quarter final, quarterback, quarterfinal, racecourse, real madrid, red card, red sox,
            referee, regatta, relegated, relegation, roland garros, ronaldo, rower, rowing, rugby, rugby league, rugby
            union, ryder cup, scrum, scrum half, seamer, second set, seeded, semi final, semifinal, sent off, serena,
            serie a, silver medal, six nations, snooker, soccer, spinner, springboks, sprinter, stoppage time,
            straight sets, striker, substitute, super bowl, super league, swimmer, swimming championships, t20, team
            mate, teammate, tennis, test match, third set, tie break, tiebreak, tiger woods, top seed, tottenham,
            touchdown, tour championship, tour de, tournament, transfer fee, transfer window, triathlon, try line,
            twenty20, uefa, umpire, unseeded, us open, volleyball, wada, wallabies, west ham, wicket, wicketkeeper,
            wickets, wimbledon, winger, wnba, world champion, world championship, world cup, world record, wrestling,
            wta, yankees, yellow card
        """,
        2: """
            100m, 1500m, 200m, 400m, 800m, ankle, arsenal, athletes, balls, barcelona, beat, beaten, bout, bronze,
            capped, caps, captain, celtic, champion, champions, chelsea, coach, comeback, contract extension, cowboys,
            crowd of, cup, debut, defeated, derby, draft pick, dunk, fans, first half, first round, fitness test,
            fixture, fourth round, game against, goal, goals, groin, hamstring, header, heavyweight, home run, indoor,
            injured knee, injury, inning, international friendly, keeper, knee, knocked out, knockout, lap, laps,
            league, liverpool, locker room, loss to, match, matches, metres, middleweight, opener, opponent, overs,
            patriots, penalties, penalty, pitch, play against, played, player, pre season, preseason, pundit,
            qualified, qualifier, qualify, qualifying, racing, rangers, ranked, ranking, rebounds, relay, rider,
            rivals, rookie, roster, runner, sailing, scored, scoreline, scorer, scoring, season, second half, second
            round, seeds, selection, selector, set point, signed, signing, skipper, sport, sporting, sports, sprint,
            squad, stadium, supporters club, swimming, tackle on, team, teams, third round, trainer, transfer, tries,
            trophy, unbeaten, win, wins, won, world number, yacht, yankee
        """,
        1: """
            ball, bat, bench, best, boss, boys, career, chance, chances, club, clubs, confident, crowd, defeat,
            delighted, disappointed, draw, drew, driver, fan, fifth, final, finals, form, fourth, game, games, half,
            horse, jersey, lads, manager, minute, minutes, one day, performance, performances, play, playing, plays,
            points, promotion, race, races, record, round, run, running, runs, saturday, score, second, seed, shot,
            shots, side, sides, sixth, spell, striking, stroke, sunday, tackle, third, title, titles, top, training,
            turf, victory, victory over, weekend, winner, zealand
        """,
    },
    "culture": {
        3: """
            academy award, actor, actress, album, album chart, albums, animated, animation, artwork, artworks, auction
            house, bafta, ballet, band, bands, bassist, bbc one, bbc two, beatles, beethoven, best actor, best
            actress, best director, best film, best picture, best selling, bestseller, bestselling, beyonce, big
            brother, biopic, blockbuster, bollywood, book fair, booker prize, box office, boy band, brit award,
            broadcaster bbc, broadway, cannes, cartoon, cast member, casting, catwalk, celebrities, celebrity, channel
            four, chart topping, chat show, chef, children book, choreographer, christie, cinema, cinematic,
            cinematographer, classical music, co star, coachella, comedian, comedy, composer, concert, conductor,
            country music, cuisine, curator, dancer, debut album, dicaprio, dickens, disney, doctor who, documentary,
            drama series, dreamworks, drummer, duet, elvis, emmy, eurovision, exhibit, exhibition, fashion designer,
            fashion show, fashion week, film, film festival, film maker, film star, filmmaker, films, frontman,
            galleries, gallery, gig, glastonbury, golden globe, grammy, grammys, guggenheim, guitarist, harry potter,
            hbo, hip hop, hit single, hollywood, itv, itv1, james bond, jazz, kanye, kardashian, lead singer,
            lionsgate, literary, literature, louvre, madonna, marvel, masterpiece, memoir, michael jackson, miramax,
            movie, moviegoer, movies, mozart, mtv, music chart, music festival, music industry, musical, musician,
            netflix, novel, novelist, opera, orchestra, oscar, oscars, painter, painting, photographer, pianist,
            picasso, pixar, playwright, poem, poet, poetry, pop group, pop star, popstar, premiered, prequel,
            presenter, publisher of, pulitzer, punk, r b, rap, rapper, reality show, reality star, reality tv, recipe,
            record label, recording studio, red carpet, reggae, remake, rock band, rock group, rock n, rock star,
            rocker, rolling stones, scorsese, screenplay, screenwriter, sculptor, sculpture, sequel, shakespeare,
            showbiz, singer, single chart, sitcom, sky one, soap, soap opera, song, songs, songwriter, sony pictures,
            sotheby, spielberg, stage show, stand up, star wars, starred, starring, sundance, supermodel, supporting
            actor, supporting actress, symphony, talent show, talk show, tarantino, tate, taylor swift, the simpsons,
            theatre, theatres, theatrical, tony award, tv drama, tv series, tv show, u2, universal pictures,
            violinist, vocalist, vogue, warner bros, west end, world tour
        """,
        2: """
            acclaimed, aired, airing, art, artist, artistic, artists, arts, audience, audiences, author, award,
            awards, bbc, blues, book, books, bookseller, broadcast of, cathedral art, chart, charts, circus, comic,
            comic book, comics, costume, cultural, culture, designer, director, dj, drama, entertainer, entertaining,
            entertainment, episode, fans queued, fashion, festival, fiction, fictional, gossip, guitar, hall of,
            heritage, horror, icon, legend, lord of, lyric, lyrics, magazine, monument, museum, music, nominations,
            number one, pantomime, paparazzi, paramount, performed, performer, performing, photograph, photographs,
            photography, piano, pop, portrait, premiere, producer of, puppet, radio, radio station, reader, reviewer,
            romance, romantic comedy, screening of, script, season finale, series, soul singer, soundtrack, spotify,
            stardom, studio, studios, superhero, telecast, television, theme song, thriller, tour dates, trailer,
            travel guide, tribute, tv, viewer, viewers, vinyl, winner of, writer, writers
        """,
        1: """
            born, boyfriend, celebrate, ceremony, character, characters, classic, couple, creative, creator, critics,
            dance, dancefloor, dancing, died aged, directed, divorce, dress, fame, famed, famous, famously,
            girlfriend, glamorous, glamour, hair, hit, hits, holiday, host, hosted, inspired, judges, late, love,
            marriage, nominated, outfit, perform, photo, plot, popular, ratings, release, released, restaurant, role,
            roles, scene, scenes, show, shows, sing, singing, stage, star, stars, stories, story, tabloid, tale,
            tickets, tour, track, tracks, travel, version of, voice, wedding, wine, worldwide, writing, written, wrote
        """,
    },
    "general": {
        3: """
            anyone with, armed robbery, bail, body was, burglar, burglary, car crash, carjacking, cctv, ch insp, child
            abuse, collision, coroner, county court, county sheriff, crimestoppers, crown court, custody, death row,
            det con, det insp, det supt, detective, detectives, fire brigade, fire crew, fire service, firefighter,
            forensic, grievous bodily, gunman, high court, hit and, homicide, indecent assault, inquest, life
            sentence, lifeboat, lottery, magistrates court, manslaughter, missing person, motorcyclist, motorway,
            murder charge, murder investigation, murder trial, murdered, not guilty, ofsted, paedophile, pedestrian,
            pedophile, plead guilty, pleaded guilty, police department, police force, police officer, police scotland,
            police spokesman, police station, post mortem, prosecutor, rapist, remanded, robber, robbery, serial
            killer, sexual assault, sexually assaulted, sheriff court, stabbed, stabbing
        """,
        2: """
            accident, archbishop, arrest, arrested, arrests, assault, attorney, bishop, blaze, bus, campus, cat,
            church, classroom, college, convicted, conviction, court, crash, crashed, crime, criminal, curriculum,
            defendant, deputies, derailed, dog, drug dealer, duchess, dwi, education, electrocuted, exam, family
            members, fatal, fire, forecasters, grand jury, gun, headteacher, inmate, jail, jailed, judge, juror, jury,
            killer, king, knife, lawyer, lorry, met office, murder, neighbors, neighbours, pet, police, police
            brutality, polygamy, priest, prince, princess, prison, prisoner, pupil, pupils, puppy, queen, rain, rape,
            resident, residents, road, roads, royal family, school, schools, sentence, sentenced, sheriff, shooter,
            shooting, shot dead, snow, stolen, student, students, suspect, suspects, teacher, teachers, theft, thief,
            train, trial, victim, victims, weather, witness, witnesses
        """,
        1: """
            airport, airport police, alleged, allegedly, boy, car, charged, charity, child, children, city, county,
            daughter, death, died, dies, family, father, flight, girl, guilty, home, hospital after, house, husband,
            incident, investigation, killing, lived, man, missing, officers, pardon, parents, passenger, pilot, plane,
            pub, son, street, teenager, town, village, village hall, wife, woman, year old
        """,
    },
}

#: Words of a section's name that say nothing about its subject: "UK politics" is politics, "India news" tells nothing.
NEUTRAL = """
    a, all, and, articles, australia, blog, breaking, britain, british, canada, coverage, daily, desk, en, england,
    feed, features, headlines, home, in, india, ireland, latest, more, news, of, page, rss, scotland, section,
    stories, the, today, top, uk, updates, us, usa, wales
"""

#: Words that name a section on a page, but in an address are furniture (`/web/2017/…`, `/mobile/…`).
FURNITURE = """
    apps, cloud, data, design, digital, gear, green, home, mobile, people, research, reviews, storage, web, work
"""

#: What feeds, pages and addresses call a section, for each slug: English first, then the usual names in German, French,
#: Spanish, Italian, Dutch and Portuguese. Left out on purpose, because such pages carry everything: opinion, media,
#: national, local, crime, education, video, live, magazine.
NAMES: dict[str, str] = {
    "world": """
        world, worldwide, world news, worldnews, world affairs, global, global media, global news, global affairs,
        international, international news, foreign, foreign affairs, foreign policy, diplomacy, geopolitics, defense,
        defence, military, war, conflict, conflicts, un, united nations, europe, european union, eu, africa, asia,
        asia pacific, pacific, oceania, americas, latin america, south america, central america, caribbean, middle
        east, middleeast, mideast, arab world, south asia, southeast asia, east asia, central asia, balkans, eurasia,
        china, russia, ukraine, israel, palestine, gaza, iran, iraq, syria, afghanistan, north korea, war in ukraine,
        israel gaza war, global development, humanitarian, rest of world, welt, ausland, weltgeschehen, monde,
        étranger, mundo, internacional, internacionales, mondo, esteri, buitenland, wereld, internationaal
    """,
    "politics": """
        politics, political, political news, uspolitics, ukpolitics, election, elections, midterms, campaign,
        campaigns, congress, senate, white house, whitehouse, parliament, government, government and politics, law and
        politics, politics and policy, policy and politics, policy, public policy, policies, westminster, washington,
        capitol hill, supreme court, administration, brexit, democracy, national security, state politics,
        immigration, us policy, politik, innenpolitik, inland, politique, política, politica, politiek
    """,
    "business": """
        business, business news, businesses, business and technology, business and tech, money, your money, personal
        finance, finance, financial, financial news, economy, economics, economic, economy and business, markets,
        market, stocks, stock market, investing, investment, investments, companies, company news, industry,
        industries, corporate, banking, banks, trade, jobs, careers, work, retail, real estate, property, housing,
        energy, oil, commodities, small business, entrepreneurs, entrepreneurship, startups and business, management,
        leadership, aviation, autos, cars, automotive, consumer, crypto, fintech, deals, dealbook, economic policy,
        advertising, bourse, argent, telcos, wirtschaft, finanzen, unternehmen, économie, economie, economía,
        economia, finanza, negocios, mercados, negócios, soldi, geld, dinero, empresas
    """,
    "technology": """
        technology, technologies, tech, tech news, technology news, science and technology, science and tech, sci
        tech, scitech, tech and science, digital, internet, web, computing, computers, software, hardware, gadgets,
        gadget, gear, mobile, phones, smartphones, apps, ai, artificial intelligence, machine learning, cybersecurity,
        cyber security, security and privacy, infosec, it news, startups, start ups, innovation, robotics, social
        media, programming, developers, developer, personal tech, tech policy, information technology, silicon valley,
        ios, android, apple, microsoft, google, linux, servers, storage, networking, cloud, data, technik, netzwelt,
        netzpolitik, digitales, technologie, tecnología, tecnologia, informática, numérique, tecno
    """,
    "science": """
        science, sciences, science news, science and environment, science environment, science and nature, science and
        health, science and medicine, space, astronomy, physics, chemistry, biology, environment, environmental,
        environment and energy, energy and environment, climate, climate change, climate and environment, climate
        crisis, global warming, nature, wildlife, animals, earth, planet, green, sustainability, archaeology,
        palaeontology, paleontology, research, evolution, life sciences, geology, oceans, conservation, biodiversity,
        wissen, wissenschaft, forschung, natur, umwelt, klima, planète, environnement, ciencia, medio ambiente,
        scienza, scienze, ambiente, wetenschap, milieu, ciência, clima
    """,
    "health": """
        health, health news, health and wellness, health and fitness, health and science, wellness, wellbeing, well
        being, well, medicine, medical, healthcare, health care, healthcare policy, public health, global health,
        mental health, coronavirus, covid, covid 19, coronavirus pandemic, pandemic, nhs, diseases, nutrition,
        fitness, diet, hospitals, pharma, pharmaceuticals, biotech, gesundheit, medizin, santé, médecine, salud,
        salute, gezondheid, saúde, sanità
    """,
    "sport": """
        sport, sports, sports news, sport news, other sports, more sports, sporting, football, soccer, american
        football, college football, nfl, nba, mlb, nhl, ncaa, wnba, mls, cricket, rugby, rugby union, rugby league,
        tennis, golf, cycling, athletics, boxing, mma, ufc, motorsport, motor sport, formula 1, formula one, f1,
        nascar, horse racing, racing, basketball, baseball, hockey, ice hockey, swimming, gymnastics, olympics,
        olympic games, paralympics, winter sports, winter olympics, world cup, world cup 2026, euro 2024, premier
        league, champions league, ipl, wwe, skiing, snooker, darts, netball, volleyball, esports, fantasy football,
        fussball, futbol, fútbol, deporte, deportes, calcio, voetbal, futebol, esporte, esportes, desporto, sporten,
        wintersport, cyclisme
    """,
    "culture": """
        culture, cultural, pop culture, arts, art, the arts, arts and life, arts and culture, arts and entertainment,
        arts and design, art and design, entertainment, entertainment and arts, entertainment arts, entertainment
        news, showbiz, show business, celebrity, celebrities, celebs, gossip, people, film, films, movie, movies,
        movie reviews, regional movies, cinema, hollywood, bollywood, tv, television, tv and radio, tv and film, tv
        and movies, radio, music, stage, theater, theatre, dance, opera, classical music, classical, books, book
        reviews, literature, poetry, comics, games, video games, gaming, gaming news, photography, museums,
        architecture, design, fashion, style, lifestyle, life and style, lifeandstyle, life, living, life style, food,
        food and drink, food and wine, dining, recipes, cooking, restaurants, travel, travel and leisure, leisure,
        home and garden, gardens, relationships, weddings, royals, royal family, podcasts, puzzles, crosswords,
        reviews, history, science fiction, religion, the beatles, music monday, kultur, feuilleton, unterhaltung,
        musik, kino, bücher, leben, gesellschaft, stil, reise, reisen, cultures, cinéma, musique, livres, télévision,
        cultura, entretenimiento, entretenimento, cine, música, libros, gente, televisión, spettacoli, spettacolo,
        musica, libri, viaggi, cultuur, boeken, muziek, estilo, viajes, voyage, mode
    """,
    "general": """
        general, allgemeines, miscellaneous, other news
    """,
}
