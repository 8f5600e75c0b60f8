
@highlight

There is nothing but a highlight
