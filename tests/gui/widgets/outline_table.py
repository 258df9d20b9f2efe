"""What keys do in the outline: state, keys, state. `|` is the caret, `^` the other end of a selection, `·` an empty
note, `▸` a folded one, `~` a line that it hides, `⏎` a line inside a note. What stands in quotes is typed."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table."""

    does: str
    before: str
    keys: str
    after: str


ENTER = (
    Row("at the end makes a note below", "1. alpha|", "Return", "1. alpha\n· |"),
    Row("of the keypad too", "1. alpha|", "Enter", "1. alpha\n· |"),
    Row("and typing goes on there", "1. alpha|", "Return 'beta'", "1. alpha\n2. beta|"),
    Row("at the end keeps the depth", "1. alpha\n  a. beta|", "Return", "1. alpha\n  a. beta\n  · |"),
    Row("at the end of a parent makes its first child", "1. al|\n  a. be", "Return", "1. al\n  · |\n  a. be"),
    Row("between notes", "1. alpha|\n2. beta", "Return", "1. alpha\n· |\n2. beta"),
    Row("in the middle splits", "1. al|pha", "Return", "1. al\n2. |pha"),
    Row("splits a nested one", "1. alpha\n  a. be|ta", "Return", "1. alpha\n  a. be\n  b. |ta"),
    Row("splits, what is below stays below the rest", "1. al|pha\n  a. be", "Return", "1. al\n2. |pha\n  a. be"),
    Row("at the start makes an empty one above", "1. |alpha", "Return", "·\n1. |alpha"),
    Row("at the start of a nested one", "1. al\n  a. |be", "Return", "1. al\n  ·\n  a. |be"),
    Row("at the start leaves what is below below", "1. |al\n  a. be", "Return", "·\n1. |al\n  a. be"),
    Row("in an empty nested note goes up", "1. alpha\n  · |", "Return", "1. alpha\n· |"),
    Row("goes up level by level", "1. a\n  a. b\n    · |", "Return Return", "1. a\n  a. b\n· |"),
    Row("goes up with what is below", "1. a\n  · |\n    i. c", "Return", "1. a\n· |\n  a. c"),
    Row("in an empty note at the top makes another", "1. alpha\n· |", "Return", "1. alpha\n·\n· |"),
    Row("in an outline without notes", "· |", "Return", "·\n· |"),
    Row("takes a selection away first", "1. a^lph|a", "Return", "1. a\n2. |a"),
    Row("over several notes", "1. al^pha\n2. beta\n3. gam|ma", "Return", "1. al\n2. |ma"),
    Row("below a folded note goes below what it hides", "1.▸ al|\n  ~a. be", "Return", "1.▸ al\n  ~a. be\n· |"),
    Row("splits at a line inside", "1. al⏎|pha", "Return", "1. al⏎\n2. |pha"),
    Row("twice leaves a list", "1. al\n  a. be|", "Return Return", "1. al\n  a. be\n· |"),
    Row("three times at the end", "1. al|", "Return Return Return", "1. al\n·\n·\n· |"),
)

LINE_BREAK = (
    Row("Shift+Enter makes a line inside the note", "1. al|pha", "Shift+Return", "1. al⏎|pha"),
    Row("at the end", "1. alpha|", "Shift+Return 'x'", "1. alpha⏎x|"),
    Row("takes a selection away", "1. a^lph|a", "Shift+Return", "1. a⏎|a"),
    Row("over several notes", "1. a^l\n2. be|ta", "Shift+Return", "1. a⏎|ta"),
    Row("Backspace takes it away again", "1. al|pha", "Shift+Return Backspace", "1. al|pha"),
)

DEPTH = (
    Row("Tab goes below the note before", "1. alpha\n2. be|ta", "Tab", "1. alpha\n  a. be|ta"),
    Row("the caret stays in its word", "1. alpha\n2. |beta", "Tab", "1. alpha\n  a. |beta"),
    Row("not twice", "1. alpha\n2. be|ta", "Tab Tab", "1. alpha\n  a. be|ta"),
    Row("nothing in the first", "1. al|pha\n2. beta", "Tab", "1. al|pha\n2. beta"),
    Row("nothing in a first child", "1. al\n  a. b|e", "Tab", "1. al\n  a. b|e"),
    Row("with what is below", "1. a\n2. b|\n  a. c\n    i. d", "Tab", "1. a\n  a. b|\n    i. c\n      1) d"),
    Row("not with what follows", "1. a\n2. b|\n3. c", "Tab", "1. a\n  a. b|\n2. c"),
    Row("joins the children of the note before", "1. a\n  a. b\n2. c|", "Tab", "1. a\n  a. b\n  b. c|"),
    Row("an empty one", "1. a\n· |", "Tab", "1. a\n  · |"),
    Row("opens a folded note before", "1.▸ a\n  ~a. b\n2. c|", "Tab", "1. a\n  a. b\n  b. c|"),
    Row("all that is selected", "1. a\n2. ^b\n3. c|", "Tab", "1. a\n  a. ^b\n  b. c|"),
    Row("a selection backwards", "1. a\n2. |b\n3. c^", "Tab", "1. a\n  a. |b\n  b. c^"),
    Row("nothing where the first can't", "1. ^a\n2. b|", "Tab", "1. ^a\n2. b|"),
    Row("Alt+Shift+Right too", "1. alpha\n2. be|ta", "Alt+Shift+Right", "1. alpha\n  a. be|ta"),
    Row("Shift+Tab goes up", "1. alpha\n  a. be|ta", "Shift+Tab", "1. alpha\n2. be|ta"),
    Row("nothing at the top", "1. al|pha", "Shift+Tab", "1. al|pha"),
    Row("with what is below it", "1. a\n  a. b|\n    i. c", "Shift+Tab", "1. a\n2. b|\n  a. c"),
    Row("what follows comes below it", "1. a\n  a. b|\n  b. c", "Shift+Tab", "1. a\n2. b|\n  a. c"),
    Row("all that is selected goes up", "1. a\n  a. ^b\n  b. c|", "Shift+Tab", "1. a\n2. ^b\n3. c|"),
    Row("those at the top stay", "1. ^a\n  a. b\n2. c|", "Shift+Tab", "1. ^a\n  a. b\n2. c|"),
    Row("Alt+Shift+Left too", "1. alpha\n  a. be|ta", "Alt+Shift+Left", "1. alpha\n2. be|ta"),
    Row("there and back", "1. a\n2. b|\n  a. c", "Tab Shift+Tab", "1. a\n2. b|\n  a. c"),
)

MOVING = (
    Row("Alt+Shift+Up goes before the note before", "1. alpha\n2. be|ta", "Alt+Shift+Up", "1. be|ta\n2. alpha"),
    Row("Alt+Shift+Down goes behind the next", "1. al|pha\n2. beta", "Alt+Shift+Down", "1. beta\n2. al|pha"),
    Row("nothing at the top", "1. al|pha\n2. beta", "Alt+Shift+Up", "1. al|pha\n2. beta"),
    Row("nothing at the bottom", "1. alpha\n2. be|ta", "Alt+Shift+Down", "1. alpha\n2. be|ta"),
    Row("with what is below", "1. a\n2. b|\n  a. c", "Alt+Shift+Up", "1. b|\n  a. c\n2. a"),
    Row("past all of the note before", "1. a\n  a. b\n2. c|", "Alt+Shift+Up", "1. c|\n2. a\n  a. b"),
    Row("down past all of the next", "1. a|\n2. b\n  a. c", "Alt+Shift+Down", "1. b\n  a. c\n2. a|"),
    Row("among children", "1. a\n  a. b\n  b. c|", "Alt+Shift+Up", "1. a\n  a. c|\n  b. b"),
    Row(
        "a first child goes to the note before its parent",
        "1. a\n  a. b\n2. c\n  a. d|\n  b. e",
        "Alt+Shift+Up",
        "1. a\n  a. b\n  b. d|\n2. c\n  a. e",
    ),
    Row("a first child of the first stays", "1. a\n  a. b|", "Alt+Shift+Up", "1. a\n  a. b|"),
    Row(
        "a last child goes to the next parent",
        "1. a\n  a. b|\n2. c\n  a. d",
        "Alt+Shift+Down",
        "1. a\n2. c\n  a. b|\n  b. d",
    ),
    Row("a last child of the last stays", "1. a\n  a. b|", "Alt+Shift+Down", "1. a\n  a. b|"),
    Row("all that is selected", "1. a\n2. ^b\n3. c|", "Alt+Shift+Up", "1. ^b\n2. c|\n3. a"),
    Row("all that is selected, down", "1. ^a\n2. b|\n3. c", "Alt+Shift+Down", "1. c\n2. ^a\n3. b|"),
    Row("up twice", "1. a\n2. b\n3. c|", "Alt+Shift+Up Alt+Shift+Up", "1. c|\n2. a\n3. b"),
    Row("up and down", "1. a\n2. b|\n3. c", "Alt+Shift+Up Alt+Shift+Down", "1. a\n2. b|\n3. c"),
    Row("takes hidden lines along", "1. a\n2.▸ b|\n  ~a. c", "Alt+Shift+Up", "1.▸ b|\n  ~a. c\n2. a"),
)

BACKSPACE = (
    Row("at the start joins the note before", "1. alpha\n2. |beta", "Backspace", "1. alpha|beta"),
    Row("nothing at the very start", "1. |alpha", "Backspace", "1. |alpha"),
    Row("a child to its parent", "1. alpha\n  a. |beta", "Backspace", "1. alpha|beta"),
    Row("the next to a nested one", "1. a\n  a. b\n2. |c", "Backspace", "1. a\n  a. b|c"),
    Row("takes along what is below where depth allows", "1. a\n2. |b\n  a. c", "Backspace", "1. a|b\n  a. c"),
    Row("not where what is below would move", "1. a\n  a. |b\n    i. c", "Backspace", "1. a\n  a. |b\n    i. c"),
    Row(
        "not up into a nested one with notes below",
        "1. a\n  a. b\n2. |c\n  a. d",
        "Backspace",
        "1. a\n  a. b\n2. |c\n  a. d",
    ),
    Row("takes an empty note above away", "·\n1. |alpha", "Backspace", "1. |alpha"),
    Row("the depth stays", "1. a\n  ·\n2. |b", "Backspace", "1. a\n2. |b"),
    Row("a lone child rises", "·\n  a. |b\n    i. c", "Backspace", "1. |b\n  a. c"),
    Row("not where others would come below it", "·\n  a. |b\n  b. c", "Backspace", "·\n  a. |b\n  b. c"),
    Row("takes an empty note away", "1. alpha\n· |", "Backspace", "1. alpha|"),
    Row("an empty nested one", "1. a\n  a. b\n  · |", "Backspace", "1. a\n  a. b|"),
    Row("in the middle takes a letter", "1. alp|ha", "Backspace", "1. al|ha"),
    Row("takes a selection", "1. a^lph|a", "Backspace", "1. a|a"),
    Row("over notes joins their ends", "1. al^pha\n2. beta\n3. gam|ma", "Backspace", "1. al|ma"),
    Row("takes whole notes whole", "1. a\n2. ^b\n3. c|\n4. d", "Backspace", "1. a\n2. |d"),
    Row("to the last one", "1. a\n2. ^b\n3. c|", "Backspace", "1. a|"),
    Row("all of them", "1. ^a\n2. b|", "Backspace", "· |"),
    Row("from a start keeps the last as it is", "1. a\n2. ^b\n  a. cd|ef", "Backspace", "1. a\n  a. |ef"),
    Row("opens what is folded before it joins", "1.▸ a\n  ~a. b\n2. |c", "Backspace", "1. a\n  a. b|c"),
    Row("Ctrl+Backspace at the start joins too", "1. alpha\n2. |beta", "Ctrl+Backspace", "1. alpha|beta"),
    Row("Ctrl+Backspace takes a word", "1. alpha beta|", "Ctrl+Backspace", "1. alpha |"),
)

DELETE = (
    Row("at the end pulls the next up", "1. alpha|\n2. beta", "Del", "1. alpha|beta"),
    Row("nothing at the very end", "1. alpha|", "Del", "1. alpha|"),
    Row("a child into its parent", "1. alpha|\n  a. beta", "Del", "1. alpha|beta"),
    Row("not where what is below would move", "1. a|\n  a. b\n    i. c", "Del", "1. a|\n  a. b\n    i. c"),
    Row("in an empty note takes that away", "1. a\n· |\n2. b", "Del", "1. a\n2. |b"),
    Row("pulls an empty one up", "1. a|\n·\n2. b", "Del", "1. a|\n2. b"),
    Row("in the middle takes a letter", "1. al|pha", "Del", "1. al|ha"),
    Row("takes a selection over notes", "1. al^pha\n2. be|ta", "Del", "1. al|ta"),
    Row("takes whole notes whole", "1. ^a\n2. b|\n3. c", "Del", "1. |c"),
    Row("what was below a deleted one rises", "1. a\n2. ^b\n3. c|\n  a. d", "Del", "1. a\n  a. |d"),
    Row("a folded one goes with what it hides", "1. ^a\n2.▸ b|\n  ~a. c\n3. d", "Del", "1. |d"),
    Row("opens what is folded before it pulls", "1.▸ a|\n  ~a. b", "Del", "1. a|b"),
    Row("Ctrl+Del at the end pulls up too", "1. alpha|\n2. beta", "Ctrl+Del", "1. alpha|beta"),
)

TYPING = (
    Row("over several notes leaves one", "1. ^a\n2. b|\n3. c", "'x'", "1. x|\n2. c"),
    Row("over parts of two", "1. al^pha\n2. be|ta", "'x'", "1. alx|ta"),
    Row("a blank over several notes", "1. al^pha\n2. be|ta", "' '", "1. al |ta"),
    Row("in an empty note gives it a number", "1. a\n· |\n2. c", "'b'", "1. a\n2. b|\n3. c"),
    Row("the last letter taken takes the number", "1. a\n2. b|\n3. c", "Backspace", "1. a\n· |\n2. c"),
    Row("a blank is no letter", "1. a\n· |\n2. c", "' '", "1. a\n·  |\n2. c"),
    Row("a code and a blank become the speaker", "· |", "'pf: What'", "1. Patrick Fam (Eversource): What|"),
    Row("two codes", "· |", "'ac+js: asked'", "1. Aileen Cole (GPI) and Jamie Spannhake (EOE): asked|"),
    Row("Backspace takes that back", "· |", "'pf: ' Backspace", "1. pf: |"),
    Row("an abbreviation", "1. ask the |", "'sbi '", "1. ask the State Building Inspector |"),
    Row("Backspace takes it back", "1. ask the |", "'sbi ' Backspace", "1. ask the sbi |"),
    Row("a second Backspace is one", "1. the |", "'sbi ' Backspace Backspace", "1. the sbi|"),
    Row("not after another key", "1. the |", "'sbi x' Backspace", "1. the State Building Inspector |"),
    Row("an unknown code stays", "· |", "'zz: What'", "1. zz: What|"),
    Row("a code in the middle stays", "1. so |", "'pf: what'", "1. so pf: what|"),
)

FOLDING = (
    Row("Alt+Shift+Minus folds", "1. a|\n  a. b\n2. c", "Alt+Shift+-", "1.▸ a|\n  ~a. b\n2. c"),
    Row("Alt+Shift+Plus unfolds", "1.▸ a|\n  ~a. b\n2. c", "Alt+Shift++", "1. a|\n  a. b\n2. c"),
    Row("nothing to fold", "1. a|\n2. b", "Alt+Shift+-", "1. a|\n2. b"),
    Row("all that is below", "1. a|\n  a. b\n    i. c\n2. d", "Alt+Shift+-", "1.▸ a|\n  ~a. b\n    ~i. c\n2. d"),
    Row("down goes past what is hidden", "1.▸ a|\n  ~a. b\n2. c", "Down", "1.▸ a\n  ~a. b\n2. c|"),
    Row("right goes past what is hidden", "1.▸ a|\n  ~a. b\n2. c", "Right", "1.▸ a\n  ~a. b\n2. |c"),
    Row("so does left", "1.▸ a\n  ~a. b\n2. |c", "Left", "1.▸ a|\n  ~a. b\n2. c"),
    Row("up of what is hidden shows it", "1.▸ a|\n  ~a. b", "Return Backspace", "1. a\n  a. b|"),
)

SELECTING = (
    Row("Shift+Down over notes takes whole ones", "1. al|pha\n2. beta", "Shift+Down", "1. ^alpha\n2. beta|"),
    Row("and one more", "1. al|pha\n2. be\n3. c", "Shift+Down Shift+Down", "1. ^alpha\n2. be\n3. c|"),
    Row("and one less", "1. a|\n2. b\n3. c", "Shift+Down Shift+Down Shift+Up", "1. ^a\n2. b|\n3. c"),
    Row("Shift+Up over notes", "1. alpha\n2. be|ta", "Shift+Up", "1. |alpha\n2. beta^"),
    Row("back to the one", "1. a\n2. b|", "Shift+Up Shift+Down", "1. a\n2. ^b|"),
    Row("past hidden ones", "1.▸ a|\n  ~a. b\n2. c", "Shift+Down", "1.▸ ^a\n  ~a. b\n2. c|"),
    Row("in the last to its end", "1. al|pha", "Shift+Down", "1. al^pha|"),
    Row("in the first to its start", "1. al|pha", "Shift+Up", "1. |al^pha"),
    Row("Ctrl+A takes the note", "1. alpha\n2. be|ta", "Ctrl+A", "1. alpha\n2. ^beta|"),
    Row("twice takes all", "1. alpha\n2. be|ta", "Ctrl+A Ctrl+A", "1. ^alpha\n2. beta|"),
    Row("in an empty one takes all", "1. alpha\n· |", "Ctrl+A", "1. ^alpha\n· |"),
    Row("Esc selects the note", "1. alpha\n2. be|ta", "Esc", "1. alpha\n2. ^beta|"),
    Row("and Delete takes it whole", "1. alpha\n2. be|ta\n3. c", "Esc Del", "1. alpha\n2. |c"),
    Row("Ctrl+A and Delete leaves the note", "1. a\n2. be|ta", "Ctrl+A Del", "1. a\n· |"),
    Row("Ctrl+Up goes to the start of the note", "1. a\n2. be|ta", "Ctrl+Up", "1. a\n2. |beta"),
    Row("then to the one before", "1. a\n2. be|ta", "Ctrl+Up Ctrl+Up", "1. |a\n2. beta"),
    Row("Ctrl+Down goes to the next", "1. al|pha\n2. beta", "Ctrl+Down", "1. alpha\n2. |beta"),
    Row("in the last to its end", "1. al|pha", "Ctrl+Down", "1. alpha|"),
    Row("past hidden notes", "1.▸ a|\n  ~a. b\n2. c", "Ctrl+Down", "1.▸ a\n  ~a. b\n2. |c"),
    Row("Ctrl+Shift+Down selects on the way", "1. al|pha\n2. beta", "Ctrl+Shift+Down", "1. al^pha\n2. |beta"),
)

CLIPBOARD = (
    Row("copy and paste in a line", "1. al^ph|a", "Ctrl+C End Ctrl+V", "1. alphaph|"),
    Row("cut and paste", "1. a^lph|a", "Ctrl+X Ctrl+V", "1. alph|a"),
    Row("cut whole notes", "1. a\n2. ^b\n3. c|\n4. d", "Ctrl+X", "1. a\n2. |d"),
    Row("paste them at the end", "1. a\n2. ^b\n  a. c|\n3. d|"[:-1], "Ctrl+X Ctrl+V", "1. a\n2. b\n  a. c|\n3. d"),
    Row("paste into an empty note", "1. ^a\n  a. b|\n·", "Ctrl+C Down Ctrl+V", "1. a\n  a. b\n2. a\n  a. b|"),
    Row("Shift+Del cuts", "1. a^lph|a", "Shift+Del", "1. a|a"),
    Row("Ctrl+Ins and Shift+Ins", "1. al^ph|a", "Ctrl+Ins End Shift+Ins", "1. alphaph|"),
    Row(
        "many notes as plain text into one",
        "1. ^a\n2. b|\n3. c",
        "Ctrl+C Down End Ctrl+Shift+V",
        "1. a\n2. b\n3. c1. a⏎2. b|",
    ),
)

TABLE = {
    "Enter": ENTER,
    "Shift+Enter": LINE_BREAK,
    "depth": DEPTH,
    "moving": MOVING,
    "Backspace": BACKSPACE,
    "Delete": DELETE,
    "typing": TYPING,
    "folding": FOLDING,
    "selecting": SELECTING,
    "clipboard": CLIPBOARD,
}
