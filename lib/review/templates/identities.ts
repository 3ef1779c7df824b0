import { type GraphResource, type IdentityNode, type Statement } from './template-graph';
import { type Assumption } from './assumptions';
import { branchesOf } from './branches';
import { namedResources, type NamedGraphResource, type PresentResource, rawProperty } from './graph-resources';
import { type ManagedPolicies, underAssumptions } from './managed-policies';
import { addedAtDeploy, readPolicy } from './policy-statements';
import { identityArn } from './resource-names';
import { unreadableStatement } from './statement';
import { whenTexts } from './template-reader';
import { textsInBranches } from './texts-in-branches';
import { field, isList, scalarText } from './value';

/** The identities that IAM itself has. */
export type IamKind = Exclude<IdentityNode['kind'], 'permission set' | 'policy'>;

/** An identity while its policies are gathered. */
export interface Identity {
  readonly kind: IamKind;
  readonly resource: GraphResource;
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly trust?: readonly Statement[];
  readonly boundary?: readonly Statement[] | 'unknown';
  readonly isImported?: boolean;
  readonly policies: Statement[];
  readonly unknownPolicies: string[];
}

const kinds: ReadonlyMap<string, IamKind> = new Map<string, IamKind>([
  ['AWS::IAM::Role', 'role'],
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::Group', 'group'],
]);

const types: Readonly<Record<IamKind, string>> = {
  role: 'AWS::IAM::Role',
  user: 'AWS::IAM::User',
  group: 'AWS::IAM::Group',
};

/** Far above what templates hold; what a hostile one attaches many times over would fill the memory. */
const mostAttached = 1_000_000;

/** The identities of an account by their names, and those that only policies name. */
export class Identities {
  private readonly byName = new Map<string, Identity[]>();
  private attachedSoFar = 0;

  public constructor(
    resources: readonly PresentResource[],
    private readonly managed: ManagedPolicies,
  ) {
    for (const present of resources) {
      const kind = kinds.get(present.raw.type);
      if (!kind) continue;
      for (const named of namedResources(present, this.separateCases(present))) this.add(this.created(kind, named));
    }
  }

  public get all(): Identity[] {
    return [...this.byName.values()].flat();
  }

  /** Those of a name; where no template makes one, it is imported from now on. Its path is taken to be `/`. */
  public named(kind: IamKind, name: string, by: PresentResource): readonly Identity[] {
    const { env } = by.reader.template;
    const known = this.byName.get(keyOf(kind, env.account, name));
    if (known) return known;
    const resource = {
      type: types[kind],
      source: by.raw.source,
      env,
      properties: {},
      when: [],
      dependsOn: [],
    };
    const arn = identityArn(by.reader.flat, kind, `/${name}`);
    const own = { kind, resource, name, arn, account: env.account, isImported: true };
    return this.add({ ...own, policies: [], unknownPolicies: [] });
  }

  /** Gives an identity statements, in order; past all reason, one that says so stands for them. */
  public give(policies: Statement[], statements: readonly Statement[], assumptions: readonly Assumption[]): void {
    this.attachedSoFar += statements.length;
    const [first] = statements;
    if (first && this.attachedSoFar > mostAttached) {
      policies.push(unreadableStatement(first.source, first.when, 'the templates attach too many statements'));
    } else {
      for (const statement of underAssumptions(statements, assumptions)) policies.push(statement);
    }
  }

  private add(identity: Identity): readonly Identity[] {
    const key = keyOf(identity.kind, identity.account, identity.name);
    const some = this.byName.get(key) ?? [];
    this.byName.set(key, some);
    some.push(identity);
    return some;
  }

  /** Properties whose cases are told apart: an unknown policy makes all unknown, but only where it is attached. */
  private separateCases({ reader, raw, assumptions }: PresentResource): string[] {
    const attached = textsInBranches(field(raw.properties, 'ManagedPolicyArns'), reader, assumptions);
    const isOpen = attached.some(({ text, assumptions: list }) => {
      return list.length > assumptions.length && this.managed.statementsOf(text, raw.source) === undefined;
    });
    return isOpen ? ['PermissionsBoundary', 'ManagedPolicyArns'] : ['PermissionsBoundary'];
  }

  private created(kind: IamKind, named: NamedGraphResource): Identity {
    const { resource, name, arn, reader } = named;
    const origin = { ...named, source: resource.source };
    const trust = rawProperty(named, 'AssumeRolePolicyDocument');
    const { policies, unknownPolicies } = this.attached(named);
    const added = addedAtDeploy(named.raw, resource.when);
    return {
      kind,
      resource,
      name,
      arn,
      account: reader.template.env.account,
      ...(kind === 'role' ? { trust: [...readPolicy(trust, origin), ...added] } : {}),
      ...this.boundaryOf(named),
      policies: [...inlinePolicies(named), ...policies, ...added],
      unknownPolicies,
    };
  }

  private attached(named: NamedGraphResource): { policies: Statement[]; unknownPolicies: string[] } {
    const { reader, assumptions, resource } = named;
    const policies: Statement[] = [];
    const unknownPolicies: string[] = [];
    for (const { text, assumptions: list } of textsInBranches(
      rawProperty(named, 'ManagedPolicyArns'),
      reader,
      assumptions,
    )) {
      const statements = this.managed.statementsOf(text, resource.source);
      // What has to hold for the identity to be there stands at its resource.
      if (statements) this.give(policies, statements, list.slice(assumptions.length));
      else unknownPolicies.push(text);
    }
    return { policies, unknownPolicies };
  }

  private boundaryOf({ reader, assumptions, resource, raw }: NamedGraphResource): Pick<Identity, 'boundary'> {
    const arn = reader.flatReading(assumptions).resolve(field(raw.properties, 'PermissionsBoundary'));
    if (arn === undefined) return {};
    const text = scalarText(arn) ?? '';
    return { boundary: this.managed.statementsOf(text, resource.source) ?? 'unknown' };
  }
}

function inlinePolicies(named: NamedGraphResource): Statement[] {
  const { reader, assumptions, resource } = named;
  return branchesOf(rawProperty(named, 'Policies'), reader, assumptions).flatMap((branch) => {
    const env = { reader, source: resource.source, assumptions: branch.assumptions };
    const document = field(branch.raw, 'PolicyDocument');
    if (document !== undefined && !isList(branch.raw)) return readPolicy(document, env);
    return [unreadableStatement(env.source, whenTexts(branch.assumptions), 'the policy is known at deploy only')];
  });
}

function keyOf(kind: IamKind, account: string, name: string): string {
  return `${kind}\0${account}\0${name}`;
}
