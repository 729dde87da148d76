/** Strings, and what opens, closes or divides. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}:]/g;

/** Names that an object of a JSON text has more than once: `JSON.parse` keeps the last without a word. */
export function duplicateKeys(json: string): string[] {
  const objects: Set<string>[] = [];
  const twice = new Set<string>();
  let last = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') {
      objects.push(new Set());
    } else if (token === '}') {
      objects.pop();
    } else if (token === ':') {
      const key = JSON.parse(last) as string;
      const keys = objects.at(-1);
      (keys?.has(key) ? twice : keys)?.add(key);
    }
    last = token;
  }
  return [...twice];
}
