import fc from 'fast-check';
import { jsonBytes } from '../../src/interpreter/payloads/payload-size';

test('Payload size: is the length of the JSON text in bytes of UTF-8', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value));

      expect(jsonBytes(plain)).toBe(Buffer.byteLength(JSON.stringify(plain)));
    }),
    { numRuns: 500 },
  );
});
