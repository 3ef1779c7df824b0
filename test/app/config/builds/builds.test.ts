import { refuses } from '../../config-cases';

describe('the image', () => {
  refuses('builds[0].platforms', [[[], 'must list at least one value, got an empty list. Leave the key out instead.']]);
  refuses('builds[0].platforms[0]', [
    ['windows/amd64', "must be one of linux/amd64 and linux/arm64, got 'windows/amd64'"],
  ]);
  const path = 'must be a path within the source, got';
  for (const key of ['dockerfile', 'context']) {
    refuses(`builds[0].${key}`, [
      ['/etc/passwd', `${path} '/etc/passwd'. Write it relative to the source`],
      ['../secrets', `${path} '../secrets'. The path must not leave the source with '..'`],
      ['a;id', `${path} 'a;id'. Use only letters, digits and './_@+- '`],
      ['$(id)', `${path} '$(id)'. Use only letters, digits and './_@+- '`],
    ]);
  }
});
