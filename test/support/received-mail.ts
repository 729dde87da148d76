export interface ReceivedMail {
  /** What kind of mail it is: a part of the file's name. */
  template: string;
  to: string;
  subject: string;
  /** The part in plain text. */
  text: string;
  /** The whole message. */
  source: string;
  /** Of its first link; '' without one. */
  token: string;
  /** Of each link, by the path of its page. */
  tokens: Record<string, string>;
}

/** @param name of the `.eml` file that it was. */
export function parseMail(source: string, name = ''): ReceivedMail {
  const [, head = '', body = ''] = /\r\n\r\n(.*?)\r\n\r\n(.*?)\r\n--/s.exec(source) ?? [];
  const text = decodeBody(body, /^Content-Transfer-Encoding: (.+?)\r?$/m.exec(head)?.[1]);
  return {
    template: /Z-(.+)-[0-9a-f]{8}\.eml$/.exec(name)?.[1] ?? '',
    to: header(source, 'To'),
    subject: header(source, 'Subject'),
    text,
    source,
    token: /#(?:token|invitation)=([\w-]+)/.exec(text)?.[1] ?? '',
    tokens: Object.fromEntries(
      [...text.matchAll(/^https?:\/\/[^/]+(\/.+)#token=([\w-]+)(?:&\S*)?$/gm)].map(([, path, token]) => [
        path,
        token,
      ]),
    ),
  };
}

function decodeBody(body: string, encoding: string | undefined): string {
  switch (encoding) {
    case 'base64':
      return Buffer.from(body, 'base64').toString();
    case 'quoted-printable':
      return decodeEscapes(body.replaceAll('=\r\n', '').replaceAll('\r\n', '\n'));
    default:
      return body.replaceAll('\r\n', '\n');
  }
}

/** `=C3=BC`, of bytes. */
function decodeEscapes(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

function header(source: string, name: string): string {
  const unfolded = source.replace(/\r\n[ \t]+/g, ' ');
  const value = new RegExp(`^${name}: (.*)\r$`, 'm').exec(unfolded)?.[1] ?? '';
  // RFC 2047: space between two encoded words is none.
  return value
    .replace(/(\?=) +(?==\?)/g, '$1')
    .replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, encoding: string, word: string) =>
      encoding.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString()
        : decodeEscapes(word.replaceAll('_', ' ')),
    );
}
