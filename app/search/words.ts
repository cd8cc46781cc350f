/**
 * Text as search compares it: without case, accents and widths. Japanese voicing and Korean syllables stay whole, which
 * decomposing alone would tear apart.
 */
export function fold(text: string): string {
  const letters = text.normalize("NFKD").toLowerCase().replace(LATIN_MARKS, "");
  // Of one sound, and of two letters or two shapes.
  return letters.replaceAll("ß", "ss").replaceAll("ς", "σ").normalize("NFKC");
}

const LATIN_MARKS = /[\u0300-\u036f]/g;
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
// Written without spaces: where a word ends, no rule of characters says.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]+/gu;
const IS_UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A word of a note is kept as far as this; nobody types more of it. */
const LONGEST_WORD = 40;
/** Of one session. Notes are a sentence or two; this bounds what a pasted page costs. */
const MOST_WORDS = 400;

/** The words that a note is found by: each once. What is written without spaces is cut into pairs of characters. */
export function wordsIn(notes: readonly (string | null)[]): string[] {
  const words = new Set<string>();
  for (const note of notes) {
    for (const piece of piecesOf(note ?? "")) {
      const characters = IS_UNSPACED.test(piece) ? [...piece] : null;
      if (characters === null) words.add(cut(piece));
      else characters.forEach((_, at) => words.add(characters.slice(at, at + 2).join("")));
      if (words.size >= MOST_WORDS) return [...words].slice(0, MOST_WORDS);
    }
  }
  return [...words];
}

/** The beginnings of words that a note has to have all of, to be found by this text. */
export function beginningsIn(text: string): string[] {
  const beginnings = new Set<string>();
  for (const piece of piecesOf(text)) {
    const characters = IS_UNSPACED.test(piece) ? [...piece] : null;
    if (characters === null || characters.length < 3) beginnings.add(cut(piece));
    else characters.slice(1).forEach((_, at) => beginnings.add(characters.slice(at, at + 2).join("")));
  }
  return [...beginnings];
}

/** Whether a word, as it is kept, is found by this beginning. A single letter would find half of all notes. */
export function isFoundBy(word: string, beginning: string): boolean {
  return isWhole(beginning) ? word === beginning : word.startsWith(beginning);
}

/** Whether only the whole word counts. */
export function isWhole(beginning: string): boolean {
  return beginning.length === 1 && !IS_UNSPACED.test(beginning);
}

/** Whether these words, of a note or a name, have all of the beginnings. */
export function haveAll(words: readonly string[], beginnings: readonly string[]): boolean {
  return beginnings.length > 0 && beginnings.every((beginning) => words.some((word) => isFoundBy(word, beginning)));
}

export interface Piece {
  text: string;
  isMatch: boolean;
}

/** A note with the parts marked that the beginnings find; null when it has none of them. */
export function markWords(note: string, beginnings: readonly string[]): Piece[] | null {
  const marks: [from: number, to: number][] = [];
  for (const { 0: run, index } of note.matchAll(RUN)) marks.push(...marksOf(run, index, beginnings));
  if (marks.length === 0) return null;
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of marks.sort(([a], [b]) => a - b)) {
    if (to <= at) continue;
    if (from > at) pieces.push({ text: note.slice(at, from), isMatch: false });
    const last = pieces.at(-1);
    const text = note.slice(Math.max(from, at), to);
    if (last?.isMatch) last.text += text;
    else pieces.push({ text, isMatch: true });
    at = to;
  }
  if (at < note.length) pieces.push({ text: note.slice(at), isMatch: false });
  return pieces;
}

function marksOf(run: string, offset: number, beginnings: readonly string[]): [number, number][] {
  const marks: [number, number][] = [];
  // A run's pieces as they are written, found by the same rule as the words that were kept of them.
  const characters = [...run];
  let at = offset;
  for (let start = 0; start < characters.length; start += 1) {
    const isStart = start === 0 || isUnspaced(characters[start]) || isUnspaced(characters[start - 1]);
    for (const beginning of isStart ? beginnings : []) {
      const length = lengthOf(characters.slice(start), beginning);
      if (length > 0) marks.push([at, at + length]);
    }
    at += characters[start]?.length ?? 0;
  }
  return marks;
}

/** How much of the written text the beginning takes up; 0 where the text does not begin with it. */
function lengthOf(characters: readonly string[], beginning: string): number {
  let text = "";
  for (const [index, character] of characters.entries()) {
    text += character;
    const folded = fold(text);
    if (folded.length < beginning.length) continue;
    if (!folded.startsWith(beginning)) return 0;
    const marks = /^\p{M}*/u.exec(characters.slice(index + 1).join(""))?.[0] ?? "";
    const next = characters[index + 1 + [...marks].length];
    const goesOn = next !== undefined && isUnspaced(next) === isUnspaced(character);
    return isWhole(beginning) && goesOn ? 0 : text.length + marks.length;
  }
  return 0;
}

function isUnspaced(character: string | undefined): boolean {
  return character !== undefined && IS_UNSPACED.test(character);
}

function piecesOf(text: string): string[] {
  return (fold(text).match(RUN) ?? []).flatMap((run) => run.match(UNSPACED) ?? []);
}

function cut(word: string): string {
  return [...word].slice(0, LONGEST_WORD).join("");
}
