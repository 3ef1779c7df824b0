import { type Federation } from './federation';

const sourceArn = 'aws:sourcearn';
const certificateKey = /^(aws:(principaltag|requesttag)\/x509|sts:sourceidentity$)/;
const fix =
  "Add an ArnEquals condition on 'aws:SourceArn' with the ARN of the trust anchor, and a StringEquals condition on an attribute of the certificate, such as 'aws:PrincipalTag/x509Subject/CN'.";

/**
 * Certificates with IAM Roles Anywhere. `aws:SourceArn` is the trust anchor, which is a certificate authority, and the
 * attributes of the certificate are session tags.
 *
 * @see https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
 */
export const rolesAnywhere: Federation = {
  id: 'roles-anywhere-trust-of-any-certificate',
  severity: 'error',
  title: 'A trust in IAM Roles Anywhere that does not limit the certificates',
  isOpenToAnyone: false,
  action: 'sts:AssumeRole',
  isPrincipal: ({ type, value }) => type === 'Service' && value === 'rolesanywhere.amazonaws.com',
  keys: /^(aws:(principaltag|requesttag|source)|sts:sourceidentity)/,
  strangers: ({ pinned, examples, keys, place: { partition, account, region } }) => {
    const attributes = keys.filter((key) => certificateKey.test(key));
    const certificate = (valueOf: (key: string) => readonly string[]) =>
      Object.fromEntries(attributes.map((key) => [key, valueOf(key)]));
    const anyCertificate = [certificate(() => ['another']), certificate(() => [])];
    const named = attributes.length === 0 ? [] : [certificate((key) => pinned(key).slice(0, 1))];
    const anyAnchor = [
      `arn:${partition}:rolesanywhere:${region}:${account}:trust-anchor/00000000-0000-4000-8000-000000000000`,
      ...examples(sourceArn),
    ];
    const contexts = (anchors: readonly string[], certificates: typeof anyCertificate) =>
      anchors.flatMap((anchor) =>
        certificates.flatMap((one) =>
          [account, ...pinned('aws:sourceaccount')].map((owner) => ({
            ...one,
            [sourceArn]: [anchor],
            'aws:sourceaccount': [owner],
          })),
        ),
      );
    return [
      {
        contexts: contexts(anyAnchor, anyCertificate),
        severity: 'error',
        problem:
          'trusts IAM Roles Anywhere but no condition limits the trust anchor or the certificate. Any certificate of any trust anchor of the account can become this role.',
        fix,
      },
      {
        contexts: contexts(pinned(sourceArn), anyCertificate),
        severity: 'warning',
        problem:
          'trusts a trust anchor of IAM Roles Anywhere but no condition limits the certificate. Every certificate that this authority issues can become this role.',
        fix,
      },
      {
        contexts: contexts(anyAnchor, named),
        severity: 'warning',
        problem:
          'trusts certificates of IAM Roles Anywhere by their attributes but no condition limits the trust anchor. Another certificate authority of the account can issue a certificate with the same attributes.',
        fix,
      },
    ];
  },
};
