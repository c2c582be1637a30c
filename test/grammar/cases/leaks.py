# Whatever is left open inside of a string ends with the string.
op.execute("SELECT 'open")
#                       ^ punctuation.definition.string.end.python
x = "select"
#    ^^^^^^ - keyword.other.sql
op.execute("SELECT /* open")
#                         ^ punctuation.definition.string.end.python
y = 1
# <- - source.sql
op.execute("SELECT $body$ open")
z = 1
# <- - source.sql
op.execute('SELECT "open')
#                       ^ punctuation.definition.string.end.python
a = 1
# <- - source.sql
op.execute("""SELECT 'open
    it -- says """)
#              ^^^ punctuation.definition.string.end.python
b = 1
# <- - source.sql
op.execute('''SELECT 'one' ''')
#                    ^^^^^ string.quoted.single.sql
#                          ^^^ punctuation.definition.string.end.python
c = 1
# <- - source.sql
op.execute("SELECT 1 -- \" still")
#                    ^^^^^^^^^^^ comment.line.double-dash.sql
#                               ^ punctuation.definition.string.end.python
d = 1
# <- - source.sql
op.execute("not closed
e = 1
# <- - source.sql
op.execute("SELECT \\")
#                    ^ punctuation.definition.string.end.python
f = 1
# <- - source.sql
op.execute(f"SELECT {open")
g = 1
# <- - source.sql
