mer0126 4 pl 12  meridian 0910
Quay lamps of Norvik flicker

The lamps flicker when it
