import { sizeText } from '../../../lib/app/lifecycle-preview/preview-table';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 KB'],
  [1550, '1.6 KB'],
  [99_949, '99.9 KB'],
  [123_456, '123 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [1_000_000, '1.0 MB'],
  [52_345_678, '52.3 MB'],
  [1_234_567_890, '1.2 GB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
