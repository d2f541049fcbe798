"""Two conversations, written for the benchmark and the tests of `align`."""

Turns = list[tuple[str, str]]


def turns_of(text: str) -> Turns:
    """Return who says what; a line for each turn."""
    lines = [line.partition(": ") for line in text.strip().splitlines()]
    return [(who, said) for who, _, said in lines]


ENGLISH = turns_of("""
Maud: Good evening, and welcome back to the lamp room. Tonight I am sitting with Iwan Pryce, who kept the light at Carn Du for eleven years. Iwan, thank you for climbing all the way up.
Iwan: Thank you for having me. I counted the steps again, and there are still 199 of them.
Maud: You carried oil up those steps every night. How much does a can weigh?
Iwan: About 20 kilos when it is full. In winter I went up three times before midnight, because cold oil burns badly and you have to warm it by the stove first. My knees remember every one of them.
Maud: Did you ever count the ships?
Iwan: Not at first. Then one October a cargo boat from Bilbao lay off the point for two days with a broken rudder, and I wrote her name in the log. After that I wrote down all of them. I have nine notebooks at home, and my daughter says that nobody will ever read them.
Maud: I would.
Iwan: Then you shall have them. But mind the coffee stains.
Maud: There is a story about the night when the lens stopped turning.
Iwan: It is true. The clockwork froze at ten past four in the morning, on the 12th of February 1963. So I turned it by hand until daylight, one turn every thirty seconds, and I sang so that I would not lose the count. I sang the same hymn two hundred and forty times.
Maud: Which hymn was it?
Iwan: I will not tell you that. My wife cannot hear it to this day without laughing at me.
Maud: When the light became automatic, what did you take with you?
Iwan: A brass oil can, a pane of red glass, and the habit of waking at four. The can is on the kitchen shelf and holds the wooden spoons. The glass was given to the school, and the children look at the sun through it, which they should not do.
Maud: Next time we will hear from the woman who painted the tower. Iwan, good night.
Iwan: Good night, Maud, and good night to everybody at sea.
""")

FRENCH = turns_of("""
Maud: Bonsoir et bienvenue dans la chambre de veille. Ce soir, je reçois Yann Le Goff, qui a gardé le phare de la Brume pendant onze ans. Yann, merci d'être monté jusqu'ici.
Yann: Merci à toi. J'ai recompté les marches, il y en a toujours 199.
Maud: Chaque nuit, tu portais l'huile par cet escalier. Combien pèse un bidon ?
Yann: À peu près 20 kilos quand il est plein. L'hiver, je montais trois fois avant minuit, parce que l'huile froide brûle mal et qu'il faut d'abord la réchauffer près du poêle. Mes genoux s'en souviennent encore.
Maud: Est-ce que tu comptais les bateaux ?
Yann: Pas au début. Et puis, un mois d'octobre, un cargo de Bilbao est resté deux jours au large avec un gouvernail cassé, et j'ai noté son nom dans le cahier. Ensuite, je les ai tous notés. J'ai neuf cahiers à la maison, et ma fille dit que personne ne les lira jamais.
Maud: Moi, je les lirais.
Yann: Alors ils sont à toi. Mais attention aux taches de café.
Maud: On raconte une histoire sur la nuit où la lentille s'est arrêtée.
Yann: Elle est vraie. Le mécanisme a gelé à quatre heures dix du matin, le 12 février 1963. Alors je l'ai tournée à la main jusqu'au jour, un tour toutes les trente secondes, et je chantais pour ne pas perdre le compte. J'ai chanté deux cent quarante fois la même chanson.
Maud: C'était quelle chanson ?
Yann: Ça, je ne le dirai pas. Ma femme ne peut toujours pas l'entendre sans se moquer de moi.
Maud: Quand le feu est devenu automatique, qu'est-ce que tu as emporté ?
Yann: Une burette en laiton, une vitre rouge et l'habitude de me réveiller à quatre heures. La burette est sur l'étagère de la cuisine, avec les cuillères en bois. La vitre, je l'ai donnée à l'école, et les enfants regardent le soleil à travers, ce qu'il ne faut pas faire.
Maud: La prochaine fois, nous écouterons celle qui a peint la tour. Bonne nuit, Yann.
Yann: Bonne nuit, Maud, et bonne nuit à tous ceux qui sont en mer.
""")
