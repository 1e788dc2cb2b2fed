const MOST_KEPT = 10_000;
const LONGEST_KEPT = 1_000;

/** A function that answers as `read` does and keeps its answers by text, over validations: several rules ask for the same text. */
export function keepAnswers<Answer>(read: (text: string) => Answer): (text: string) => Answer {
  const kept = new Map<string, Answer>();
  return (text) => {
    if (text.length > LONGEST_KEPT) return read(text);
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const answer = read(text);
    kept.set(text, answer);
    return answer;
  };
}
