"""An invented letter with both kinds of header table."""

LABELS_AND_VALUES = """Van\tHet college van burgemeester en wethouders
Aan\tDe gemeenteraad
Datum B&W\t9 maart 2021
Zaaknummer\t7654321
Onderwerp\tRegiovisie jeugd vastgesteld"""
TWO_ROWS = """datum\tpagina\tbetreft
9 maart 2021\t1 van 2\tRegiovisie jeugd
uw kenmerk\tons kenmerk\tbehandelaar
\t21U0000123\tA. Voorbeeld"""
BODY = """Geachte leden van de raad,

Op 9 maart 2021 hebben wij besloten de regiovisie ‘Dichtbij’ vast te stellen – één besluit van tien gemeenten. De \
financiële gevolgen voor cliënten en aanbieders staan in de bijlage. Wij verwachten de uitwerking vóór de zomer.

Met vriendelijke groet,
Burgemeester en wethouders van Voorbeeldstad"""
LETTER = f"Raadsinformatiebrief\n\n{LABELS_AND_VALUES}\n\n{TWO_ROWS}\n\n{BODY}"
