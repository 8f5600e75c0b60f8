ZCZC MRD000
YY TDR
:HARBOURS :VALDORIA

Fähre Lorne läuft wieder

   VALDORIA - Die Fähre nach Lorne läuft seit Freitag wieder.
   Sie hatte drei Wochen gelegen.

MRD 191030 MEZ NOV 21
NNNN
ZCZC
MRD0125 3 POL 0020 MRD
Council of Lorne meets on a boat

The council met on a boat.

NNNN
