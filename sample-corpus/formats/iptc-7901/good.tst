mer0123 4 pl 189  meridian 0908

Harbours/Norvik/
Norvik's tide clock runs backwards for an hour
By Ada Holm, Meridian =

Norvik (Meridian) - The tide clock on the customs house ran backwards for an
hour on Thursday, and nobody was late.

The clockmaker said a gull had sat on its hand.

* * * *
The following information is not intended for publication

## Editorial contacts
- Editing by: Per Lund

mer ah pl

141105 GMT Oct 21

