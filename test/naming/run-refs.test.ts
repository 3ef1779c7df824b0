import { mayBeVersion } from '../../lib/naming/run-refs';

test.each(['v1.2.3', '1.2.3-rc.1+b.7', 'v1.2.3-0a', 'v1.2.3+01', 'v*', '*', 'v1.*', '*.x', 'v0*', 'v1.2.*-rc.*'])(
  'the Git tag %s can be a version',
  (tag) => {
    expect(mayBeVersion(tag)).toBe(true);
  },
);

test.each([
  ...['v1', '1.2', 'V1.2.3', 'v01.2.3', 'latest', 'v1.2.3-01', 'v1.2.3-rc..1', 'v1.2.3-', 'v1.2.3+', 'v1.2.3.4'],
  ...['release-*', 'V*', 'v01.*', 'v1.x.*', '*/v1', 'v*/x', `v1.2.3-${'x'.repeat(123)}`],
])('the Git tag %s can be no version', (tag) => {
  expect(mayBeVersion(tag)).toBe(false);
});
