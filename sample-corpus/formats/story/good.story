(CNN) -- A barge with nine hundred beehives blocked the Velm lock for most of Thursday.

The bees were on their way to the heather, as every August.

"They were calmer than the lock keeper," said the skipper.

@highlight

Barge with beehives blocks lock

@highlight

Nobody was stung
