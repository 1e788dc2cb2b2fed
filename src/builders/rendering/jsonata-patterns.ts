/** A letter as regular expressions and the scanner of JSONata read it alike, whatever stands before it. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const special = /[^A-Za-z0-9 _,:;=@%&~#"'!<>-]/g;

/**
 * The regular expression for a pattern of StringMatches, for text with an equals sign before it: JSONata refuses to match nothing, and the
 * sign is always there.
 */
export function wildcardRegex(pattern: string): string {
  const pieces = [...pattern.matchAll(/\\[\\*]|[\s\S]/g)].map(([piece]) =>
    piece === '*' ? '[\\s\\S]*' : (piece.length === 2 ? piece.slice(1) : piece).replace(special, escaped),
  );
  return `/^=${pieces.join('')}$/`;
}

/**
 * The regular expression for any one of the characters. What means something to regular expressions or to the scanner of JSONata is written by
 * its number. A character of two units is an alternative of its own: in a class each of its halves would stand for itself.
 */
export function anyCharacterRegex(characters: string): string {
  const pairs = characters.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? [];
  const single = pairs.reduce((rest, pair) => rest.replace(pair, ''), characters);
  const alternatives = [
    `[${single.replace(/[^A-Za-z0-9 ,:;=@%&~#"'!<>_]/g, escaped)}]`,
    ...pairs.map((pair) => pair.replace(special, escaped)),
  ];
  return `/${alternatives.slice(single === '' && pairs.length > 0 ? 1 : 0).join('|')}/`;
}

const days = [
  '\\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
  '\\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '\\d{4}-02-(?:0[1-9]|1\\d|2[0-8])',
  '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29',
];
const hours = '(?:[01]\\d|2[0-3]):[0-5]\\d';

/** Timestamps as ASL wants them: days that exist, capital T, Z or an offset. */
export const timestampRegex = `/^(?:${days.join('|')})T${hours}:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:Z|[+-]${hours})$/`;

/**
 * A regular expression of JavaScript as JSONata writes it. Its scanner counts brackets that no backslash stands right before, so those that
 * mean themselves get one, and a backslash that means itself is written by its number.
 */
export function jsonataRegex(source: string, flags: string): string {
  let text = '';
  let inClass = false;
  for (const [piece] of source.matchAll(/\\[\s\S]|\{\d+(?:,\d*)?\}|[\s\S]/g)) {
    if (piece === '\\\\') text += '\\u005c';
    else if (piece.length > 1) text += inClass && piece.startsWith('{') ? `\\{${piece.slice(1, -1)}\\}` : piece;
    else if (inClass) {
      text += piece === ']' ? piece : /[[({})/]/.test(piece) ? `\\${piece}` : piece;
      inClass = piece !== ']';
    } else if (piece === '[') {
      text += piece;
      inClass = true;
    } else text += /[{}\]/]/.test(piece) ? `\\${piece}` : piece;
  }
  return `/${text}/${flags.replace('g', '')}`;
}
