import {
  accessOf as allAccess,
  type AccessRow,
  buildProjectsOf,
  type BuildProject,
  type DeployEnvironment,
  type GraphResource,
  type IdentityNode,
  type LoadedTemplate,
  parseArn,
  plainText,
  type RepositoryNode,
  type TemplateGraph,
} from '../../review/index';
import { type OnProgress } from '../../private/text/progress';
import { groupedBy } from '../../private/values/grouped-by';
import { isMapping } from '../../private/values/mapping';
import { hostSuffix } from '../../private/oci/registry-host';
import { contributorOf } from '../guide/contributor';
import { ownersOf } from '../owners';
import { accessOf, isHidden, rowsByRepository } from './access-facts';
import { buildSource } from './build-source';
import { startsOfCases } from './build-starts';
import { type Promotions, promotionsOf } from './promotions';
import { scanWords, tagWords } from './repository-facts';
import { registryGrants } from './registry-grants';
import { registrySettings } from './registry-settings';
import { retentionWords } from './retention-words';
import { dateOf, RoleNames, roleName } from './role-names';
import {
  type Screen,
  type ShownAccess,
  type ShownBuild,
  type ShownContributor,
  type ShownEnvironment,
  type ShownPushes,
  type ShownRepository,
  type ShownRole,
  type ShownStack,
} from './screen';

/**
 * Returns the facts of some templates that the screen shows.
 *
 * @param all whether it shows each principal, also plumbing.
 */
export function screenOf(
  templates: readonly LoadedTemplate[],
  graph: TemplateGraph,
  all: boolean,
  onProgress?: OnProgress,
): Screen {
  return new Facts(graph, all, onProgress).screen(templates);
}

/** The access rows and the names of one graph. */
class Facts {
  private readonly rows: readonly AccessRow[];
  private readonly byRepository: ReadonlyMap<string, readonly AccessRow[]>;
  private readonly names: RoleNames;
  private readonly promotions: Promotions;
  /** The principals that use repositories, themselves or for another principal. */
  private readonly users: ReadonlySet<string>;

  public constructor(
    private readonly graph: TemplateGraph,
    private readonly all: boolean,
    onProgress?: OnProgress,
  ) {
    this.rows = allAccess(graph, onProgress);
    this.byRepository = rowsByRepository(this.rows);
    this.promotions = promotionsOf(graph, this.byRepository);
    this.names = new RoleNames(graph, this.rows, this.promotions.roles);
    this.users = new Set(
      this.rows
        .filter(({ operation }) => operation !== 'assume')
        .flatMap(({ principal, via }) => [principal, ...via.split(' > ')]),
    );
  }

  public screen(templates: readonly LoadedTemplate[]): Screen {
    const envs = new Map(this.graph.resources.map(({ source, env }) => [source.template, env]));
    const placed = templates.map((template) => ({ template, env: envs.get(template.name) ?? envOf(template) }));
    const { unreviewed, assumptions } = this.graph;
    return {
      environments: groupedBy(placed, ({ env }) => keyOf(env)).map((group) => this.environment(group)),
      otherRepositories: this.others(),
      undecided: new Set(this.rows.filter((row) => isHidden(row, this.names)).map(({ principal }) => principal)).size,
      unread: unreviewed.map(({ what, why }) => plainText(`${what}: ${why}`)),
      assumed: assumptions.map(({ what, why }) => plainText(`${what}, because ${why}`)),
    };
  }

  private environment(group: readonly [Placed, ...Placed[]]): ShownEnvironment {
    const [{ env }] = group;
    const isHere = (resource: Pick<GraphResource, 'env'>) => keyOf(resource.env) === keyOf(env);
    const [account, region] = [known(env.account, /^\d{12}$/), known(env.region, /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/)];
    const suffix = region === undefined ? undefined : hostSuffix(region);
    const roles = this.graph.identities.filter(({ kind, resource }) => kind === 'role' && isHere(resource));
    const isMain = (role: IdentityNode) => !this.names.isPlumbing(role.arn) && this.users.has(role.arn);
    const others = roles.filter((role) => contributorOf(role) === undefined);
    const builds = buildProjectsOf(this.graph).filter(({ resource }) => isHere(resource));
    return {
      account,
      region,
      registry: account && region && suffix ? `${account}.dkr.ecr.${region}.${suffix}` : undefined,
      stacks: group.map(({ template }) => stackOf(template)),
      repositories: this.graph.repositories
        .filter(({ resource }) => isHere(resource))
        .map((repository) => this.repository(repository, isHere)),
      registrySettings: registrySettings(this.graph.resources.filter(isHere), {
        grants: registryGrants(this.rows, env, this.names),
        whoOf: (principal) => this.names.whoOf({ principal, conditions: [], isUnknown: false }, env),
      }),
      roles: others.filter(isMain).map((role) => this.role(role)),
      plumbing: others.filter((role) => !isMain(role) && role.isImported !== true).map((role) => this.role(role)),
      files: [],
      builds: this.builds(builds.filter((build) => !this.promotions.builds.has(build))),
      promotionBuilds: this.builds(builds.filter((build) => this.promotions.builds.has(build))),
      contributors: roles.flatMap((role) => this.contributor(role)),
    };
  }

  private repository(node: RepositoryNode, isHere: (one: GraphResource) => boolean): ShownRepository {
    const { name, arn, resource } = node;
    const registry = this.graph.resources.filter(
      (one) => one.type === 'AWS::ECR::RegistryScanningConfiguration' && isHere(one),
    );
    return {
      ...accessOf({ name, arn }, this.byRepository.get(arn) ?? [], this.names, resource.env, this.all),
      images: retentionWords(resource.properties.LifecyclePolicy, resource.changedBy),
      tags: tagWords(resource),
      scan: scanWords(resource, registry),
      owners: ownersOf(resource),
      copiedTo: this.promotions.targets.get(arn),
    };
  }

  /** The repositories that only policies name. */
  private others(): ShownAccess[] {
    const own = new Set(this.graph.repositories.map(({ arn }) => arn));
    const nowhere = { partition: '', account: '', region: '' };
    return [...this.byRepository]
      .filter(([arn]) => !own.has(arn))
      .map(([arn, rows]) => accessOf({ name: otherName(arn), arn }, rows, this.names, nowhere, this.all))
      .filter(({ push, pull, list }) => push.length + pull.length + list.length > 0);
  }

  private role(role: IdentityNode): ShownRole {
    return {
      name: roleName(role),
      arn: plainText(role.arn),
      trusts:
        role.trust &&
        this.names
          .trusted(role)
          .flatMap((row) => this.names.whoOf({ ...row, isUnknown: row.decision === 'unknown' }, role.resource.env)),
    };
  }

  /** A build of a template may be several projects, one for each case of its conditions. */
  private builds(projects: readonly BuildProject[]): ShownBuild[] {
    return groupedBy(projects, ({ resource: { source } }) => JSON.stringify([source.template, source.logicalId])).map(
      (cases) => this.build(cases),
    );
  }

  private build(cases: readonly [BuildProject, ...BuildProject[]]): ShownBuild {
    const roles = cases.flatMap(({ role, pushesThrough }) => [...(role ? [role] : []), ...pushesThrough]);
    return {
      name: plainText(cases[0].name),
      ...this.pushedBy(roles),
      knowsRole: cases.every(({ role }) => role !== undefined),
      source: [...new Set(cases.map(buildSource))].join(' or '),
      starts: startsOfCases(cases, this.graph),
    };
  }

  private contributor(role: IdentityNode): ShownContributor[] {
    const contributor = contributorOf(role);
    if (!contributor) return [];
    const { name, until, credentialsFrom } = contributor;
    return [
      {
        name,
        until: dateOf(until),
        ...this.pushedBy([role]),
        role: roleName(role),
        credentialsFrom: credentialsFrom.flatMap((principal) =>
          this.names.whoOf({ principal, conditions: [], isUnknown: false }, role.resource.env),
        ),
      },
    ];
  }

  private pushedBy(roles: readonly IdentityNode[]): ShownPushes {
    const arns = new Set(roles.map(({ arn }) => arn));
    const rows = [...this.byRepository.values()]
      .flat()
      .filter(({ operation, principal }) => operation === 'push' && arns.has(principal));
    const names = (some: readonly AccessRow[]) => [...new Set(some.map(({ repository }) => plainText(repository)))];
    return {
      pushes: names(rows.filter(({ decision }) => decision !== 'unknown')),
      mayPush: names(rows.filter(({ decision }) => decision === 'unknown')),
    };
  }
}

/** The name in an ARN or a pattern of ARNs: `team-a/* in account 111111111111, eu-west-1`. */
function otherName(arn: string): string {
  const { account, region, resource } = parseArn(arn) ?? {};
  if (resource?.startsWith('repository/') !== true) return arn === '*' ? 'any repository' : arn;
  const place = [
    ...(account === '' || account === '*' ? [] : [`account ${account ?? ''}`]),
    ...(region === '' || region === '*' ? [] : [region]),
  ];
  return [resource.slice('repository/'.length), ...(place.length > 0 ? [`in ${place.join(', ')}`] : [])].join(' ');
}

interface Placed {
  readonly template: LoadedTemplate;
  readonly env: DeployEnvironment;
}

function envOf({ env }: LoadedTemplate): DeployEnvironment {
  const { partition = '', account = '', region = '' } = env;
  return { partition, account, region };
}

function keyOf({ account, region }: DeployEnvironment): string {
  return JSON.stringify([account, region]);
}

function known(text: string, form: RegExp): string | undefined {
  return form.test(text) ? text : undefined;
}

/** A stack with its resources. A transform may change their number. */
function stackOf({ name, body }: LoadedTemplate): ShownStack {
  const { Resources: resources, Transform: transform } = isMapping(body) ? body : {};
  const ids = isMapping(resources) ? Object.keys(resources) : [];
  const isFinal = transform === undefined && !ids.some((id) => id.startsWith('Fn::'));
  return { name: plainText(name), resources: ids.length, isFinal };
}
