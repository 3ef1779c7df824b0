import fc from 'fast-check';
import { looksLikeSecret } from '../../../lib/private/validation/secret';
import { quote } from '../../../lib/private/validation/validation';

/** Made up: letters and digits as tokens have them. */
function token(length: number): string {
  return 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7'.repeat(10).slice(0, length);
}

test.each([
  ['a personal token of GitHub', 'ghp_0123456789abcdefABCDEF'],
  ['an OAuth token of GitHub', 'gho_0123456789abcdef'],
  ['a server token of GitHub', 'ghs_0123456789abcdef'],
  ['a fine-grained token of GitHub', 'github_pat_11ABCDEFG0'],
  ['a token of GitLab', 'glpat-0123456789'],
  ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE'],
  ['a session key of AWS', 'ASIAIOSFODNN7EXAMPLE'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['an address with a password', 'https://bob:hunter2@example.com/a'],
  ['an address with a token', 'https://hunter2@example.com'],
  ['an address with an empty user', 'https://:hunter2@example.com'],
  ['a token within a path', 'acme/ghp_0123456789'],
  ['an address with a user and a password', 'postgres://app:pa55word@db.internal:5432/app'],
  ['an address of Git with a token', 'https://x-access-token:ghs_0123456789@github.com/acme/app'],
  ['a refresh token of GitHub', `ghr_${token(36)}`],
  ['a deploy token of GitLab', `gldt-${token(20)}`],
  ['a bot token of Slack', `xoxb-123456789012-1234567890123-${token(24)}`],
  ['a webhook of Slack', `https://hooks.slack.com/services/T00000000/B00000000/${token(24)}`],
  ['a token of npm', `npm_${token(36)}`],
  ['a token of PyPI', `pypi-AgEIcHlwaS5vcmc${token(60)}`],
  ['a token of test.pypi.org', `pypi-AgENdGVzdC5weXBpLm9yZw${token(60)}`],
  ['a live key of Stripe', `sk_live_${token(24)}`],
  ['a restricted key of Stripe', `rk_live_${token(24)}`],
  ['a webhook secret of Stripe', `whsec_${token(32)}`],
  ['a key of Google', `AIza${token(35)}`],
  ['a key of Google within an address', `https://maps.example/?key=AIza${token(35)}&v=3`],
  ['a client secret of Google', `GOCSPX-${token(28)}`],
  ['a key of OpenAI', `sk-${token(20)}T3BlbkFJ${token(20)}`],
  ['a project key of OpenAI', `sk-proj-${token(40)}`],
  ['a key of Anthropic', `sk-ant-api03-${token(93)}AA`],
  ['a private key of OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----'],
  ['a private key of PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----'],
  ['a JWT', `eyJhbGciOiJIUzI1NiJ9${token(6)}.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${token(43)}`],
  ['a token of Docker Hub', `dckr_pat_${token(27)}`],
  ['an organization token of Docker Hub', `dckr_oat_${token(27)}`],
  ['a key of SendGrid', `SG.${token(22)}.${token(43)}`],
  ['a key of Twilio', `SK${'0a1b2c3d'.repeat(4)}`],
  ['a connection string of Azure', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${token(86)}==`],
  ['a connection string of Azure Service Bus', `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKey=${token(43)}=`],
  ['a secret of Azure AD', `abc1Q~${token(34)}`],
  ['a token of Hugging Face', 'hf_abcdefghijklmnopqrstuvwxyzabcdefgh'],
  ['a token of Databricks', `dapi${'0a1b2c3d'.repeat(4)}`],
  ['a token of DigitalOcean', `dop_v1_${'0a1b2c3d'.repeat(8)}`],
  ['a token of RubyGems', `rubygems_${'0a1b2c3d'.repeat(6)}`],
  ['a token of Vault', `hvs.${token(95)}`],
  ['an age key', `AGE-SECRET-KEY-1${'QPZRY9X8'.repeat(7)}QP`],
])('does not repeat %s', (_, text) => {
  expect(looksLikeSecret(text)).toBe(true);
  expect(quote(text)).toBe('a text that looks like a secret');
});

test.each([
  ['a repository of GitHub', 'acme/app'],
  ['an address', 'https://github.com/acme/app'],
  ['an image', 'registry.example/app@sha256:0123'],
  ['a path with an at sign', 'https://example.com/@acme/app'],
  ['a role', 'arn:aws:iam::111122223333:role/high_test'],
  ['an account', '111122223333'],
  ['an address with variables of a shell', 'curl https://$NAME:$PASSWORD@example.com'],
  ['an address of SSH', 'ssh://git@github.com/acme/app.git'],
  ['an address of Git over SSH', 'git+ssh://git@github.com/acme/app.git'],
  ['an image by its digest in an address', `docker://app@sha256:${'0123abcd'.repeat(8)}`],
  ['an address with an at sign in its query', 'https://example.com?contact=team@example.com'],
  ['a timestamp', '2026-11-30T12:00:00Z'],
  ['a version of Go', 'v0.0.0-20261130120000-0123456789ab'],
  ['a checksum of Go', 'h1:5heLlxRQkHfXgTJgdQsJhi/evX1oj6i+xBanDu2XUM8='],
  ['a license', 'Apache-2.0 OR MIT'],
  ['a reference to a secret', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:npm-a1b2c3'],
])('repeats %s', (_, text) => {
  expect(looksLikeSecret(text)).toBe(false);
});

const hex = (length: number) =>
  fc
    .array(
      fc.nat(15).map((digit) => digit.toString(16)),
      { minLength: length, maxLength: length },
    )
    .map((digits) => digits.join(''));
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,8}){0,3}$/);

test.each<[string, fc.Arbitrary<string>]>([
  ['a commit', hex(40)],
  ['a short commit', hex(7)],
  ['a commit of SHA-256', hex(64)],
  ['a digest', hex(64).map((digest) => `sha256:${digest}`)],
  [
    'an image by digest',
    fc.tuple(name, hex(64)).map(([image, digest]) => `public.ecr.aws/acme/${image}@sha256:${digest}`),
  ],
  ['a UUID', fc.uuid()],
  ['an address', fc.webUrl({ withQueryParameters: true })],
  [
    'an address of a commit',
    fc.tuple(name, hex(40)).map(([repo, sha]) => `https://github.com/acme/${repo}/commit/${sha}`),
  ],
  ['a version', fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), name).map(([a, b, c, d]) => `v${a}.${b}.${c}-${d}.1`)],
  ['a host', fc.domain()],
  ['a name', name],
  ['words', fc.lorem({ maxCount: 12 })],
  ['a date', fc.date({ noInvalidDate: true }).map((date) => date.toISOString())],
  ['a number', fc.integer().map(String)],
])('%s is no secret', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(looksLikeSecret(text)).toBe(false);
    }),
    { numRuns: 300 },
  );
});
