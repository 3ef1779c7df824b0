import { audienceRule, thumbprintRule } from '../../lib/publisher/issuer-rules';
import { hostileTexts, refuses, takes } from '../private/rule-cases';

const sha1 = '6938fd4d98bab03faadb97b34396831e3780aea1';

describe('audienceRule', () => {
  takes(audienceRule, ['sts.amazonaws.com', 'https://github.com/acme', 'x'.repeat(255)]);

  refuses(audienceRule, 'an audience', [
    ...hostileTexts.filter(([name]) => name !== 'holds a newline'),
    ['is any audience', '*', "got '*'. Name it in full."],
    ['is a pattern', 'sts.*', "got 'sts.*'. Name it in full."],
    ['holds a question mark', 'st?', "got 'st?'. Name it in full."],
    ['holds a policy variable', '${aws:username}', "got '${aws:username}'. Name it in full."],
    ['is too long', 'x'.repeat(256), 'got 256 characters. It must have at most 255.'],
  ]);
});

describe('thumbprintRule', () => {
  takes(thumbprintRule, [sha1, sha1.toUpperCase()]);

  refuses(thumbprintRule, 'a thumbprint of 40 hexadecimal characters', [
    ['is short', 'abc', "got 'abc'"],
    ['is long', `${sha1}0`, `got '${sha1}0'`],
    ['has another letter', sha1.replace('6', 'g'), `got '${sha1.replace('6', 'g')}'`],
    ['ends in a newline', `${sha1}\n`, `got '${sha1}\\n'`],
    ['is empty', '', "got ''"],
    ['has colons', '69:38:fd', "got '69:38:fd'. Leave the colons out."],
    ['is a number', 12, 'got the number 12'],
    ['is null', null, 'got null'],
    ['is missing', undefined, 'got nothing'],
  ]);
});
