import { looksLikeSecret } from '../../../lib/private/validation/secret';
import { quote } from '../../../lib/private/validation/validation';

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
])('repeats %s', (_, text) => {
  expect(looksLikeSecret(text)).toBe(false);
});
