"""Reports of happenings, made for tests: some tell one in words of their own, some print a copy."""

FERRY = """Ferry Aurora sinks off Vardo

OSLO, March 2, 2021 - The ferry Aurora sank off Vardo on Monday, and 12 passengers drowned in the Barents Sea.

Captain Anna Berg said the Aurora had taken in water near Hornoya lighthouse. The lifeboats of Vardo reached her late.

The ferry company Nordline promised an inquiry into the loss of the Aurora. Families waited in the harbour of Vardo.
"""
FERRY_AGAIN = """Twelve dead as the Aurora goes down

VARDO, March 3, 2021 - Passengers drowned when the Aurora went down near Hornoya lighthouse, in the Barents Sea.

Nordline, the ferry company, will pay the families of those lost. Anna Berg was her captain.

The harbour of Vardo was closed on Tuesday; lifeboats searched for the ferry until dark.
"""
FERRY_COPY = FERRY.replace("Monday, and", "Monday;").replace("promised an inquiry", "has promised an inquiry")
GRAPES = """Frost takes the grapes of Champagne

REIMS, March 2, 2021 - Growers around Reims lost half of the grapes to the frost, the vintners of Champagne said.

Jean Petit lit candles between his vines at Epernay. The vineyards of Epernay froze all the same.

Vintners ask the ministry in Paris for help, and the price of Champagne will rise.
"""
GRAPES_AGAIN = """Champagne growers count their losses after the frost

EPERNAY, March 4, 2021 - The frost spared few vineyards around Epernay, and candles did not save the vines.

The ministry in Paris will help the vintners of Champagne, whose grapes froze near Reims.

Growers like Jean Petit fear for the price of their wine.
"""
ALL = {
    "ferry.txt": FERRY,
    "ferry again.txt": FERRY_AGAIN,
    "ferry copy.txt": FERRY_COPY,
    "grapes.txt": GRAPES,
    "grapes again.txt": GRAPES_AGAIN,
}
"""Two stories; of one, two articles are copies of one text."""
