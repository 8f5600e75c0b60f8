w2873asian
r i BC-Mill     07-01 0090
^BC-Mill,90<
^Mill of Quenby grinds to the end of the line
	   QUENBY (Meridian) _ The line failed in the middle of this
