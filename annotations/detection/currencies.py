"""Money: signs and words, and the ISO 4217 code that each of them stands for."""

from annotations.detection.word_tables import word_set

SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "₺": "TRY", "₴": "UAH", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₡": "CRC", "₵": "GHS",
    "₿": "XBT", "₸": "KZT", "₼": "AZN", "₾": "GEL", "￥": "CNY", "rs": "INR", "rupees": "INR",
}  # fmt: skip
"""What stands before a figure; a bare dollar is the American one, a bare pound the British."""

DOLLARS = {
    "us": "USD", "u.s": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "nz": "NZD",
    "hk": "HKD", "s": "SGD", "r": "BRL", "nt": "TWD", "mex": "MXN",
}  # fmt: skip
"""Letters glued to the front of a dollar sign."""

CODES = word_set(
    """
    usd eur gbp jpy cny rmb inr rub krw ils try uah ngn vnd thb php chf sek nok dkk pln czk huf ron bgn
    isk aud cad nzd hkd sgd twd mxn brl ars clp cop pen zar egp mad dzd tnd lyd jod iqd irr kwd sar aed
    qar bhd omr yer syp lbp pkr bdt lkr npr afn kzt myr idr kes ugx tzs etb ghs xof xaf gel amd azn byn
    """
)
"""ISO 4217 codes: money when they touch a figure or are written in capitals beside it."""

WORDS = {
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR",
    "sterling": "GBP", "quid": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
    "rupees": "INR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "shekel": "ILS",
    "shekels": "ILS", "lira": "TRY", "liras": "TRY", "hryvnia": "UAH", "hryvnias": "UAH", "naira": "NGN",
    "dong": "VND", "baht": "THB", "peso": "MXN", "pesos": "MXN", "franc": "CHF", "francs": "CHF",
    "krona": "SEK", "kronor": "SEK", "krone": "NOK", "kroner": "NOK", "zloty": "PLN", "zlotys": "PLN",
    "koruna": "CZK", "forint": "HUF", "forints": "HUF", "rand": "ZAR", "dinar": "IQD", "dinars": "IQD",
    "dirham": "AED", "dirhams": "AED", "riyal": "SAR", "riyals": "SAR", "rial": "IRR", "rials": "IRR",
    "real": "BRL", "reais": "BRL", "ringgit": "MYR", "ringgits": "MYR", "rupiah": "IDR", "rupiahs": "IDR",
    "shilling": "KES", "shillings": "KES", "tugrik": "MNT", "tugriks": "MNT", "taka": "BDT", "birr": "ETB",
    "cedi": "GHS", "cedis": "GHS", "tenge": "KZT", "afghanis": "AFN", "deutschmarks": "DEM",
    "bitcoin": "XBT", "bitcoins": "XBT", "btc": "XBT", "guilder": "NLG", "guilders": "NLG", "markka": "FIM",
    "markkas": "FIM", "lire": "ITL", "drachmas": "GRD", "escudos": "PTE", "pesetas": "ESP", "marks": "DEM",
    "schillings": "ATS", "taels": "CNY", "won": "KRW",
}  # fmt: skip
"""What stands behind a figure."""

NATIONS = {
    "american": "USD", "australian": "AUD", "canadian": "CAD", "zealand": "NZD", "singapore": "SGD",
    "jordanian": "JOD", "iraqi": "IQD", "kuwaiti": "KWD", "swiss": "CHF", "cfa": "XOF", "egyptian": "EGP",
    "syrian": "SYP", "lebanese": "LBP", "sudanese": "SDG", "british": "GBP", "turkish": "TRY",
    "indian": "INR", "pakistani": "PKR", "iranian": "IRR", "saudi": "SAR", "qatari": "QAR", "omani": "OMR",
    "yemeni": "YER", "algerian": "DZD", "tunisian": "TND", "libyan": "LYD", "moroccan": "MAD",
    "mexican": "MXN", "philippine": "PHP", "argentine": "ARS", "chilean": "CLP", "colombian": "COP",
    "cuban": "CUP", "russian": "RUB", "chinese": "CNY", "japanese": "JPY", "danish": "DKK",
    "norwegian": "NOK", "swedish": "SEK", "kenyan": "KES", "us": "USD",
    "dutch": "NLG", "finnish": "FIM", "italian": "ITL", "belgian": "BEF", "french": "FRF", "korean": "KRW",
    "austrian": "ATS", "taiwan": "TWD", "hong": "HKD", "german": "DEM", "spanish": "ESP", "greek": "GRD",
}  # fmt: skip
"""Whose money: "three Jordanian dinars". Read only when a word for money follows."""

POUND = frozenset({"pound", "pounds"})
"""Money or weight: money after "million" and its like, and where nothing says it is weighed."""

CENTS = {
    "cent": ("USD", 0.01),
    "cents": ("USD", 0.01),
    "pence": ("GBP", 0.01),
    "¢": ("USD", 0.01),
    "p": ("GBP", 0.01),
    "sen": ("MYR", 0.01),
    "sens": ("MYR", 0.01),
    "centavos": ("MXN", 0.01),
    "centimes": ("EUR", 0.01),
    "kopecks": ("RUB", 0.01),
    "paise": ("INR", 0.01),
}
"""Hundredths: currency and share of it."""
