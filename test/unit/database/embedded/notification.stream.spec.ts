import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NotificationStream } from '../../../../src/database/embedded/notification.stream.js';

function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}

const notification = message('A', '\0\0\0\x07twofold_user_changes\0somebody\0');

it('finds notifications between other messages, however the bytes are cut', () => {
  const messages = fc.array(
    fc.oneof(
      fc.constant(notification),
      fc
        .tuple(fc.constantFrom('1', '2', 'D', 'C', 'Z', 'T'), fc.string())
        .map(([type, body]) => message(type, body)),
    ),
  );
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, cuts) => {
      const stream = new NotificationStream();
      const found: Buffer[] = [];
      let rest = Buffer.concat(sent);
      for (let n = 0; rest.length > 0; n++) {
        const size = cuts[n % cuts.length];
        found.push(stream.push(rest.subarray(0, size)));
        rest = rest.subarray(size);
      }
      expect(Buffer.concat(found)).toEqual(Buffer.concat(sent.filter((each) => each === notification)));
    }),
  );
});
