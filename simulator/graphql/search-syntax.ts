/**
 * The search syntax of Shopify's `query` arguments: AND is implied and binds looser than OR; `-` and NOT negate;
 * parentheses group; `field:value` with <, >, <=, >= after the colon; `field:*` asks for any value.
 */
export type Comparator = "=" | "<" | ">" | "<=" | ">=";

export interface SearchTerm {
  kind: "term";
  /** "default" for a word without a field. */
  field: string;
  comparator: Comparator;
  value: string;
  isQuoted: boolean;
}

export type SearchNode =
  SearchTerm | { kind: "and" | "or"; children: SearchNode[] } | { kind: "not"; child: SearchNode };

/** Parses a query; null when it says nothing. Nothing is refused: Shopify reads what it can and warns about the rest. */
export function parseSearch(text: string): SearchNode | null {
  return new SearchParser(text).conjunction();
}

/** The parse as Shopify shows it in `extensions.search`. */
export function describeSearch(node: SearchNode): Record<string, unknown> {
  switch (node.kind) {
    case "and":
    case "or":
      return { [node.kind]: node.children.map(describeSearch) };
    case "not":
      return { not: describeSearch(node.child) };
    case "term": {
      const { field, comparator, value, isQuoted } = node;
      if (value === "*" && !isQuoted) return { field, exists: true };
      const keys = { "=": isQuoted ? "match_phrase" : "match_all", "<": "range_lt", ">": "range_gt" };
      const key = comparator === "<=" ? "range_lte" : comparator === ">=" ? "range_gte" : keys[comparator];
      return { field, [key]: value };
    }
  }
}

class SearchParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  conjunction(isInParentheses = false): SearchNode | null {
    const children: SearchNode[] = [];
    for (;;) {
      this.#skipSpaceAnd("AND");
      if (this.#at >= this.#text.length) break;
      if (this.#text[this.#at] === ")") {
        if (isInParentheses) break;
        // One that closes nothing: what follows it counts all the same.
        this.#at += 1;
        continue;
      }
      const child = this.#disjunction();
      if (child) children.push(child);
    }
    return combine("and", children);
  }

  #disjunction(): SearchNode | null {
    const children: SearchNode[] = [];
    do {
      const child = this.#unary();
      if (child) children.push(child);
    } while (this.#takeWord("OR"));
    return combine("or", children);
  }

  #unary(): SearchNode | null {
    this.#skipSpace();
    if (this.#text[this.#at] === "-") {
      this.#at += 1;
      return this.#negated();
    }
    if (this.#takeWord("NOT")) return this.#negated();
    if (this.#text[this.#at] === "(") {
      this.#at += 1;
      const inner = this.conjunction(true);
      if (this.#text[this.#at] === ")") this.#at += 1;
      return inner;
    }
    return this.#term();
  }

  #negated(): SearchNode | null {
    const child = this.#unary();
    return child && { kind: "not", child };
  }

  #term(): SearchNode | null {
    const start = this.#at;
    const first = this.#value();
    if (first.isQuoted || this.#text[this.#at] !== ":") {
      // A character that begins nothing, such as a stray colon, is stepped over.
      if (this.#at === start) this.#at += 1;
      return first.text === ""
        ? null
        : { kind: "term", field: "default", comparator: "=", value: first.text, isQuoted: first.isQuoted };
    }
    this.#at += 1;
    const comparator = /^(<=|>=|<|>)/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0] ?? "";
    this.#at += comparator.length;
    const value = this.#value();
    // An unquoted value ends at a colon: `at:>2000-01-01T00:00Z` is `at:>2000-01-01T00` and `00Z`, on Shopify as well.
    if (this.#text[this.#at] === ":") this.#at += 1;
    return {
      kind: "term",
      field: first.text,
      comparator: (comparator || "=") as Comparator,
      value: value.text,
      isQuoted: value.isQuoted,
    };
  }

  #value(): { text: string; isQuoted: boolean } {
    const quote = this.#text[this.#at];
    if (quote === "'" || quote === '"') return { text: this.#quoted(quote), isQuoted: true };
    let text = "";
    while (this.#at < this.#text.length && !/[\s:()]/.test(this.#text.charAt(this.#at))) text += this.#character();
    return { text, isQuoted: false };
  }

  #quoted(quote: string): string {
    this.#at += 1;
    let text = "";
    while (this.#at < this.#text.length && this.#text[this.#at] !== quote) text += this.#character();
    this.#at += 1;
    return text;
  }

  #character(): string {
    if (this.#text[this.#at] === "\\" && this.#at + 1 < this.#text.length) this.#at += 1;
    this.#at += 1;
    return this.#text.charAt(this.#at - 1);
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #skipSpaceAnd(word: string): void {
    do this.#skipSpace();
    while (this.#takeWord(word));
  }

  #takeWord(word: string): boolean {
    const match = new RegExp(`\\s*${word}(?=[\\s(])`, "y");
    match.lastIndex = this.#at;
    if (!match.test(this.#text)) return false;
    this.#at = match.lastIndex;
    return true;
  }
}

function combine(kind: "and" | "or", children: SearchNode[]): SearchNode | null {
  return children.length > 1 ? { kind, children } : (children[0] ?? null);
}
