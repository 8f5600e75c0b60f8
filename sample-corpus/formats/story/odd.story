By

.

Ruth Adeyemi

.

PUBLISHED:

.

11:37 EST, 26 February 2013

.

|

.

UPDATED:

.

14:02 EST, 26 February 2013

.

A kiln that nobody had lit since the war was warm on Tuesday morning.

The fire brigade found a cat and four kittens.

@highlight

Kiln was warm
