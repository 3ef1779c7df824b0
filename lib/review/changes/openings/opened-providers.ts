import { textsOf } from '../../rules/shape';
import { quotedList } from '../../rules/shown';
import { type FoundChange } from '../change-kind';
import { capital, shortText, whenText } from '../change-words';
import { isOpen } from '../protections/setting';
import { type Comparison, type ResourcePair } from '../comparison';

/** A list of an identity provider whose members widen what it accepts. */
interface AcceptedList {
  /** The names of the list, in the resource type of IAM and in the custom resource of the CDK. */
  readonly properties: readonly string[];
  readonly word: string;
  readonly why: string;
  readonly fix: string;
  /** Whether IAM reads the list from the issuer if the template has none. */
  readonly isReadByDefault?: boolean;
  /** The form in which values are compared. */
  readonly spelled?: (value: string) => string;
}

const lists: readonly AcceptedList[] = [
  {
    properties: ['ClientIdList', 'ClientIDList'],
    word: 'tokens for the audiences',
    why: 'Every role that trusts the provider and has no condition for `aud` accepts these tokens too, also roles of other stacks.',
    fix: 'Keep an audience only if something requests tokens for it, and require `aud` in every role.',
  },
  {
    properties: ['ThumbprintList'],
    word: 'the certificates with the thumbprints',
    why: 'Who has such a certificate can issue tokens, unless IAM knows the certificate authority of the issuer and ignores thumbprints.',
    fix: 'Compare the thumbprints with those that the issuer publishes.',
    isReadByDefault: true,
    spelled: (value) => value.toLowerCase(),
  },
];

const types: readonly string[] = ['AWS::IAM::OIDCProvider', 'Custom::AWSCDKOpenIdConnectProvider'];

/** Identity providers that accept more tokens than before. */
export function openedProviders({ kept }: Comparison): FoundChange[] {
  return kept.filter(({ after }) => types.includes(after.resource.type)).flatMap(openedProvider);
}

function openedProvider({ before, after }: ResourcePair): FoundChange[] {
  return lists.flatMap(({ properties, word, why, fix, isReadByDefault = false, spelled = String }) => {
    const [were = [], are = []] = [before, after].map(({ resource }) =>
      properties.flatMap((property) => textsOf(resource.properties[property])),
    );
    const added = are.filter((one) => !were.map(spelled).includes(spelled(one)));
    if (added.length === 0 || (isReadByDefault && were.length === 0)) return [];
    const isKnown = !properties.some((property) => isOpen(before.resource.properties[property]));
    const name = shortText(after);
    const begin = isKnown
      ? `${capital(name)} is opened: it now accepts`
      : `It is not known whether ${name} accepted before`;
    return [
      {
        kind: isKnown ? ('opened' as const) : ('unknown' as const),
        what: `${begin} ${word} ${quotedList(added)}${whenText(after)}`,
        why,
        fix,
        source: after.resource.source,
        rank: after.type.rank,
      },
    ];
  });
}
