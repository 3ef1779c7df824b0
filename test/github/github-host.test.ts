import { enterpriseServerHostRule, enterpriseSlugRule, gheSubdomainRule } from '../../lib/github/github-host';
import { hostileTexts, refuses, takes } from '../private/rule-cases';

const shape = 'Use letters, digits and inner hyphens only';
const around = 'Omit the slashes and the text around them';

describe('the slug of an enterprise', () => {
  takes(enterpriseSlugRule, ['acme', 'acme-inc', 'Acme', 'a', '1', 'x'.repeat(100)]);
  refuses(enterpriseSlugRule, "an enterprise's slug, like 'acme-inc'", [
    ...hostileTexts,
    ['stands between slashes', '/acme/', `got '/acme/'. ${around}`],
    ['starts with a slash', '/acme', `got '/acme'. ${around}`],
    [
      'is the whole issuer',
      'token.actions.githubusercontent.com/acme',
      `got 'token.actions.githubusercontent.com/acme'. ${around}`,
    ],
    ['is an address', 'https://github.com/enterprises/acme', `got 'https://github.com/enterprises/acme'. ${around}`],
    ['is doubled', 'acme/acme', `got 'acme/acme'. ${around}`],
    ['is a wildcard', '*', `got '*'. ${shape}`],
    ['holds a variable', '${aws:username}', `got '\${aws:username}'. ${shape}`],
    ['starts with a hyphen', '-acme', `got '-acme'. ${shape}`],
    ['ends in a hyphen', 'acme-', `got 'acme-'. ${shape}`],
    ['is too long', 'x'.repeat(101), `got '${'x'.repeat(80)}...'. ${shape}`],
  ]);
});

const lower = 'Use lower-case letters, digits and inner hyphens only';

describe('the subdomain on GHE.com', () => {
  takes(gheSubdomainRule, ['acme', 'octo-corp', 'a1', 'x'.repeat(63)]);
  refuses(gheSubdomainRule, "the subdomain of an enterprise on GHE.com, like 'acme'", [
    ...hostileTexts,
    ['is the whole host', 'acme.ghe.com', "got 'acme.ghe.com'. Omit '.ghe.com': 'acme'"],
    ['is the whole issuer', 'token.actions.acme.ghe.com', "got 'token.actions.acme.ghe.com'. Omit '.ghe.com': 'acme'"],
    ['is an address', 'https://acme.ghe.com', "got 'https://acme.ghe.com'. Omit '.ghe.com': 'acme'"],
    ['has a path', 'acme/token', `got 'acme/token'. ${around}`],
    ['is two', 'evil.acme', `got 'evil.acme'. ${lower}`],
    ['is in upper case', 'Acme', `got 'Acme'. ${lower}`],
    ['is a wildcard', '*', `got '*'. ${lower}`],
    ['is too long', 'x'.repeat(64), `got '${'x'.repeat(64)}'. ${lower}`],
  ]);
});

const itself = 'That is github.com itself. Use gitHub()';
const imitates = "The name imitates GitHub's own";
const path = "Omit the part after the host. The path '/_services/token' is always the same";
const dns = 'AWS reaches it by a whole DNS name';

describe('the host of a server', () => {
  takes(enterpriseServerHostRule, ['github.acme.com', 'ghe.acme.co.uk', 'git-hub.example', 'acme-github.com'], 'ghe.');
  refuses(enterpriseServerHostRule, "the host of a GitHub Enterprise Server, like 'github.acme.com'", [
    ...hostileTexts,
    ['has a scheme', 'https://ghe.acme.com', "got 'https://ghe.acme.com'. Omit the scheme, which is always 'https'"],
    ['is not encrypted', 'http://ghe.acme.com', "got 'http://ghe.acme.com'. Omit the scheme, which is always 'https'"],
    ['has a port', 'ghe.acme.com:8443', "got 'ghe.acme.com:8443'. Omit the port, which IAM does not accept"],
    ['ends in a slash', 'ghe.acme.com/', `got 'ghe.acme.com/'. ${path}`],
    ['has the path', 'ghe.acme.com/_services/token', `got 'ghe.acme.com/_services/token'. ${path}`],
    ['has the path and a slash', 'ghe.acme.com/_services/token/', `got 'ghe.acme.com/_services/token/'. ${path}`],
    ['has a query', 'ghe.acme.com?x=1', `got 'ghe.acme.com?x=1'. ${path}`],
    ['has a fragment', 'ghe.acme.com#x', `got 'ghe.acme.com#x'. ${path}`],
    ['is github.com', 'github.com', `got 'github.com'. ${itself}`],
    ['is a host of github.com', 'api.github.com', `got 'api.github.com'. ${itself}`],
    [
      'is the issuer of github.com',
      'token.actions.githubusercontent.com',
      `got 'token.actions.githubusercontent.com'. ${itself}`,
    ],
    ['is of GHE.com', 'acme.ghe.com', "got 'acme.ghe.com'. That is GHE.com. Use dataResidency()"],
    [
      'looks like the issuer of github.com',
      'token.actions.githubusercontent.com.evil.io',
      `got 'token.actions.githubusercontent.com.evil.io'. ${imitates}`,
    ],
    [
      'looks like it by a hyphen',
      'token-actions-githubusercontent.com.evil.io',
      `got 'token-actions-githubusercontent.com.evil.io'. ${imitates}`,
    ],
    ['starts like github.com', 'github.com.evil.io', `got 'github.com.evil.io'. ${imitates}`],
    ['starts like GHE.com', 'acme.ghe.com.evil.io', `got 'acme.ghe.com.evil.io'. ${imitates}`],
    ['is in upper case', 'GHE.acme.com', "got 'GHE.acme.com'. Write it in lower case, as its tokens do"],
    ['is no whole name', 'ghe', `got 'ghe'. ${dns}`],
    ['is an IP address', '10.0.0.1', `got '10.0.0.1'. ${dns}`],
    ['ends in a dot', 'ghe.acme.com.', `got 'ghe.acme.com.'. ${dns}`],
    ['has an empty label', 'ghe..acme.com', `got 'ghe..acme.com'. ${dns}`],
    ['is a wildcard', '*.acme.com', `got '*.acme.com'. ${dns}`],
    ['names a user', 'x@ghe.acme.com', `got 'x@ghe.acme.com'. ${dns}`],
  ]);
});
