import {
  type AccessRow,
  buildProjectsOf,
  type DeployEnvironment,
  hasUnresolved,
  type IdentityNode,
  plainText,
  type TemplateGraph,
} from '../../review/index';
import { contributorOf } from '../guide/contributor';
import { ciRunOf } from './ci-run-words';
import { type RowPrincipal, whoOf } from './principal-words';
import { listed, type Who } from './who';

/** The services that act in builds, promotions, event rules and creation templates. A role that only they assume is plumbing. */
const plumbers = /^(codebuild|ecr|events|pipes|scheduler|states)\.amazonaws\./;

/** Names the principals of rows. The roles of the templates have the names of what they are for. */
export class RoleNames {
  private readonly identities: ReadonlyMap<string, IdentityNode>;
  private readonly builds: ReadonlyMap<IdentityNode, string>;
  private readonly assumptions = new Map<string, AccessRow[]>();

  public constructor(
    graph: TemplateGraph,
    rows: readonly AccessRow[],
    private readonly promoters: ReadonlyMap<string, readonly string[]>,
  ) {
    this.identities = new Map(graph.identities.map((identity) => [identity.arn, identity]));
    this.builds = new Map(
      buildProjectsOf(graph).flatMap(({ role, name, source }) =>
        role && source.Type !== 'NO_SOURCE' ? [[role, plainText(name)]] : [],
      ),
    );
    for (const row of rows.filter(({ operation }) => operation === 'assume')) {
      const own = this.assumptions.get(row.repository);
      if (own) own.push(row);
      else this.assumptions.set(row.repository, [row]);
    }
  }

  /** The principals of a row, as people call them. */
  public whoOf(row: RowPrincipal, env: DeployEnvironment): Who[] {
    const identity = this.identities.get(row.principal);
    const [who, ...others] = whoOf(row, env);
    if (!identity || !who || others.length > 0) return who ? [who, ...others] : [];
    const contributor = contributorOf(identity);
    if (contributor) {
      const conditions = who.conditions.filter(
        (text) => !(text.includes('aws:CurrentTime') && text.endsWith(contributor.until)),
      );
      return [
        {
          ...who,
          kind: 'contributor',
          plural: 'contributors',
          name: `${contributor.name} until ${dateOf(contributor.until)}`,
          conditions,
        },
      ];
    }
    const promoted = this.promoters.get(identity.arn);
    if (promoted) return [{ ...who, kind: 'promotion of', plural: 'promotion of', name: repositoriesText(promoted) }];
    const build = this.builds.get(identity);
    if (build !== undefined) return [{ ...who, kind: 'build', plural: 'builds', name: build }];
    if (identity.kind !== 'role') return [who];
    const elsewhere = who.name.includes(' of account ') ? ` of account ${plainText(identity.account)}` : '';
    const systems = new Set(this.trusted(identity).flatMap(({ principal }) => ciRunOf(principal)?.system ?? []));
    const system = systems.size === 0 ? '' : ` (${[...systems].join(', ')})`;
    return [{ ...who, name: `${roleName(identity)}${elsewhere}${system}` }];
  }

  /** The rows of principals that can assume a role. */
  public trusted({ arn }: IdentityNode): readonly AccessRow[] {
    return this.assumptions.get(arn) ?? [];
  }

  /** Whether a role copies images that pass their scan. */
  public isPromoter(principal: string): boolean {
    return this.promoters.has(principal);
  }

  /** Whether only services of builds, promotions and event rules assume a role. */
  public isPlumbing(principal: string): boolean {
    const identity = this.identities.get(principal);
    if (identity?.kind !== 'role' || identity.trust === undefined) return false;
    const trusted = this.trusted(identity);
    return trusted.length > 0 && trusted.every((row) => plumbers.test(row.principal));
  }
}

/** The name of a role. One that CloudFormation names has the path of its construct, without the stack. */
export function roleName({ name, resource: { source } }: IdentityNode): string {
  if (!hasUnresolved(name)) return plainText(name);
  const path = source.path.replace(/^[^/]*\//, '').replace(/\/Resource$/, '');
  return plainText(path === '' ? source.logicalId : path);
}

function repositoriesText(names: readonly string[]): string {
  return names.length > 3 ? `${names.length} repositories` : listed(names);
}

/** An instant without its time if that is midnight. */
export function dateOf(instant: string): string {
  return instant.replace(/T00:00:00(\.0+)?Z$/, '');
}
