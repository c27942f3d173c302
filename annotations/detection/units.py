"""Units of measure: how they are written, and how much of the base unit one of them is.

Factors are those of the SI brochure (BIPM, 9th edition) and NIST Special Publication 811, appendix B; a US
gallon, a US fluid ounce and the international foot, mile and avoirdupois pound are meant. A month is 30
days and a year 365, as in most readers of durations: the text says no better.
"""

_WRITTEN = """
s|1|s|sec secs second seconds
s|60|min|min mins minute minutes
s|3600|h|h hr hrs hour hours
s|86400|day|day days
s|172800|weekend|weekends
s|604800|week|week weeks wk wks fortnight:2 fortnights:2
s|2592000|month|month months mth mths
s|31536000|year|year years yr yrs decade:10 decades:10 century:100 centuries:100
m|1|m|metre metres meter meters
m|1000|km|km kms kilometre kilometres kilometer kilometers
m|0.01|cm|cm centimetre centimetres centimeter centimeters
m|0.001|mm|mm millimetre millimetres millimeter millimeters
m|1e-6|μm|μm µm micron microns micrometre micrometres micrometer micrometers
m|1e-10|Å|å angstrom angstroms
m|1e-9|nm|nm nanometre nanometres nanometer nanometers
m|0.0254|in|in inch inches
m|0.3048|ft|ft foot feet
m|0.9144|yd|yd yds yard yards
m|1609.344|mi|mi mile miles
m|1852|nmi|nmi
m|9.4607304725808e15|ly|lightyear lightyears
m²|1|m²|m² sqm
m²|1e6|km²|km²
m²|1e4|ha|ha hectare hectares
m²|4046.8564224|acre|acre acres
m²|0.09290304|ft²|sqft
m³|1|m³|m³
m³|0.001|l|l litre litres liter liters
m³|1e-6|ml|ml mls millilitre millilitres milliliter milliliters cc
m³|1e-5|cl|cl centilitre centilitres
m³|0.003785411784|gal|gal gals gallon gallons
m³|0.000473176473|pt|pint pints
m³|0.158987294928|bbl|barrel barrels bbl bpd
kg|1|kg|kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes
kg|0.001|g|g gram grams gramme grammes
kg|1e-6|mg|mg milligram milligrams
kg|1e-9|μg|μg µg mcg microgram micrograms
kg|0.45359237|lb|lb lbs
kg|0.028349523125|oz|oz ounce ounces
kg|6.35029318|st|stone
kg|1000|t|tonne tonnes
kg|907.18474|ton|ton tons
kg|1e6|kt|kiloton kilotons kilotonne kilotonnes
kg|1e9|Mt|megaton megatons megatonne megatonnes
m/s|0.2777777777777778|km/h|kph kmh kmph
m/s|0.44704|mph|mph
m/s|0.5144444444444445|kn|knot knots
Pa|100|hPa|hpa millibar millibars
Pa|1e5|bar|bars
J|1000|kJ|kj kilojoule kilojoules
J|4184|kcal|kcal calorie calories
J|3600|Wh|wh
J|3.6e6|kWh|kwh
J|3.6e9|MWh|mwh
J|3.6e12|GWh|gwh
J|3.6e15|TWh|twh
W|1|W|watt watts
W|1000|kW|kw kilowatt kilowatts
W|1e6|MW|mw megawatt megawatts
W|1e9|GW|gw gigawatt gigawatts
W|1e12|TW|tw terawatt terawatts
W|745.6998715822702|hp|horsepower bhp
V|1|V|volt volts
A|1|A|amp amps ampere amperes
Hz|1|Hz|hz hertz
Hz|1e3|kHz|khz kilohertz
Hz|1e6|MHz|mhz megahertz
Hz|1e9|GHz|ghz gigahertz
B|1|B|byte bytes
B|1e3|kB|kb kilobyte kilobytes
B|1e6|MB|mb megabyte megabytes
B|1e9|GB|gb gigabyte gigabytes
B|1e12|TB|tb terabyte terabytes
B|1e18|EB|exabyte exabytes
bit/s|1e6|Mbit/s|mbps
bit/s|1e9|Gbit/s|gbps
dB|1|dB|db decibel decibels
K|1|K|kelvin kelvins
°C|1|°C|celsius centigrade
°F|1|°F|fahrenheit
°|1|°|degree degrees deg
eV|1e3|keV|kev
eV|1e6|MeV|mev
Pa|1e6|MPa|mpa
J|1|J|joule joules
Gy|0.001|mGy|mgy
Gy|1|Gy|gy
Sv|0.001|mSv|msv
s|0.001|ms|ms millisecond milliseconds
m³|2.365882365e-4|cup|cup cups
carat|1|carat|carat carats
point|1|point|point points
bp|1|bp|bps
"""

_NAMES = {
    "fortnight": "fortnight", "fortnights": "fortnight", "decade": "decade", "decades": "decade",
    "century": "century", "centuries": "century",
}  # fmt: skip

SYMBOLS = {
    "m": "m", "g": "g", "s": "s", "t": "t", "l": "l", "L": "l", "K": "K", "W": "W", "V": "V", "A": "A",
    "B": "B", "C": "°C", "F": "°F", "J": "J", "N": "N",
}  # fmt: skip
"""Single letters, which only count as units right behind a figure and in this case of letter."""

MARKS = {"'": "ft", "″": "in", "′": "ft", '"': "in", "°": "°", "%": "%", "‰": "‰"}

_PHRASES = """
nmi|nautical mile|nautical miles
t|metric ton|metric tons|metric tonnes
ton|short ton|short tons
long ton|long ton|long tons
ly|light year|light years
bp|basis point|basis points
m²|square metre|square metres|square meter|square meters|sq m
km²|square kilometre|square kilometres|square kilometer|square kilometers|square km|sq km
mi²|square mile|square miles|sq mi|sq miles
ft²|square foot|square feet|sq ft|sq feet
yd²|square yard|square yards
m³|cubic metre|cubic metres|cubic meter|cubic meters
ft³|cubic foot|cubic feet
km³|cubic kilometre|cubic kilometres|cubic kilometer|cubic kilometers
cm³|cubic centimetre|cubic centimetres|cubic centimeter|cubic centimeters
°C|degrees celsius|degrees centigrade|degrees c|degree celsius|° c
°F|degrees fahrenheit|degrees f|degree fahrenheit|° f
"""

PHRASES = {
    (phrase.split()[0], phrase.split()[1]): row.split("|")[0]
    for row in _PHRASES.strip().splitlines()
    for phrase in row.split("|")[1:]
}
"""Units of two words."""

SPEEDS = {
    ("mi", "hour"): "mph", ("mi", "h"): "mph", ("km", "hour"): "km/h", ("km", "h"): "km/h",
    ("m", "second"): "m/s", ("m", "s"): "m/s", ("ft", "second"): "ft/s",
}  # fmt: skip
"""A length, then "per", "an" or "a" (or a slash), then a time."""


def _read_table() -> tuple[dict[str, str], dict[str, tuple[str, float]]]:
    words: dict[str, str] = {}
    factors: dict[str, tuple[str, float]] = {}
    for row in _WRITTEN.strip().splitlines():
        base, factor, unit, spellings = row.split("|")
        factors[unit] = (base, float(factor))
        for spelling in spellings.split():
            word, _, times = spelling.partition(":")
            words[word] = _NAMES[word] if times else unit
            if times:
                factors[_NAMES[word]] = (base, float(factor) * float(times))
    return words, factors


WORDS, FACTORS = _read_table()
"""Unit by its spelling in lower case; base unit and factor by unit ("km" → ("m", 1000))."""

FACTORS.update({
    "m/s": ("m/s", 1.0), "ft/s": ("m/s", 0.3048), "mi²": ("m²", 2_589_988.110336), "yd²": ("m²", 0.83612736),
    "ft³": ("m³", 0.028316846592), "km³": ("m³", 1e9), "cm³": ("m³", 1e-6), "long ton": ("kg", 1016.0469088),
    "N": ("N", 1.0), "%": ("%", 1.0), "‰": ("%", 0.1),
})  # fmt: skip

TIMES = frozenset(word for word, unit in WORDS.items() if FACTORS[unit][0] == "s")
"""The spellings that make a duration."""

AMBIGUOUS = frozenset({"stone", "min", "h", "mb", "points", "point", "bars", "in", "st", "carat"})
"""Spellings that are ordinary words or names too: units only with a figure in digits right before them."""
