w2870asian
r i BC-Lighthouse     03-02 0212
^BC-Lighthouse,212<
^Lighthouse of Tarn Point is lit by hand again<
^Eds: With photos.<
^By IDA MORROW=
^Meridian Writer=
	   TARN POINT (Meridian) _ The lamp of the lighthouse was lit by hand on Tuesday, after its
motor failed in the night.
 
	   Two keepers came out of retirement to wind the clockwork every four hours.
 
	   ``It is like riding a bicycle,'' one of them said.

MD-WF-03-02-21 1415GMT<

