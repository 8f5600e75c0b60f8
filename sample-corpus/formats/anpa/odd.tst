w2871asian-----
f s BC-Rowing-Results 1stLd   05-09 0080
^BC-Rowing-Results, 1st Ld,80<
^Rowers of Osk win by a length<
^A crew of bakers beat a crew of millers on Sunday, and both shared a loaf.<
   Bakers      7:41.2
   Millers     7:44.9
   A second race was called off.

   MD-SP-09-05-21 2201EST<


w2872asian
r i BC-Advisory     05-09 0011
^BC-Advisory,11<
^Osk to keep its ferry bell<
   The bell stays.
MD-WF-05-09-21 2230GMT<

