"""From characters to tokens: every number of a line as written, with its scale, unit and hedge-free value.

The line is cut into lexemes (`lexer`), a number is read at a place (`cardinals`), then what stands around it
(`measures`), what words make of it (`amounts`, `shares`, `remainders`), two of them (`ranges`);
`scanner` asks them in order.
"""
