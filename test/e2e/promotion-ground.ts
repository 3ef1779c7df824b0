import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execute, type Outcome } from '../promotion/definition/interpreter';
import { assumeRole } from './assume-role';
import { describeAccount, type DescribedAccount } from './describe';
import { sourceWith } from './image-build-source';
import { type Json, type JsonObject } from './json';
import { localAwsEnvironment } from './local-aws';
import { MotoServer } from './moto-server';
import { deploy, only, synthesize, type SynthesizedPromotion } from './promotion-deployment';
import { executionEvent, matches, pushEvent, transformed } from './promotion-event';
import { RegistryManifests } from './promotion-manifests';
import { approved, contributor, handingOut, place } from './promotion-names';
import { Admin, Contributor } from './promotion-people';
import { PromotionServices, type Scanned, type Told } from './promotion-services';
import { preparePython } from './python-environment';
import { type BuildEngine, type BuildMachine, startBuildEngine } from './registry-ground/build-engine';
import { LocalCodeBuild } from './registry-ground/codebuild';
import { type PhasesRun } from './registry-ground/codebuild-phases';
import { groundFolder } from './registry-ground/ground-places';
import { registryHost, startRegistries } from './registry-ground/registry';
import { type RegistryPush } from './registry-ground/registry-front';
import { step } from './step';

/** One execution of the state machine, with what it did. */
export interface Execution extends Outcome {
  readonly told: readonly Told[];
  readonly copies: readonly PhasesRun[];
}

/** All that the story takes: a local AWS with the chain deployed, its registry, people, and what AWS runs by itself. */
export class PromotionGround {
  public static async start(): Promise<PromotionGround> {
    const stops: (() => Promise<void>)[] = [];
    const ground = new PromotionGround(stops);
    try {
      await ground.prepare();
      return ground;
    } catch (error) {
      await ground.stop();
      throw error;
    }
  }

  public readonly manifests = new RegistryManifests(place);
  /** Findings by digest; what is not here was not scanned. */
  public readonly scans = new Map<string, Scanned>();
  /** Events of all pushes, in their order. */
  public readonly events: JsonObject[] = [];
  /** The requests to the registry: method and path. */
  public readonly requests: string[] = [];
  /** Runs after findings are read. */
  public afterScan: () => Promise<void> = () => Promise.resolve();
  /** Runs after a copy ends. */
  public afterCopy: () => Promise<void> = () => Promise.resolve();
  /** Whether the registry takes over blobs of another repository, which an account of ECR can be set to. */
  public mountsBlobs = true;
  /** Which requests the registry fails at. */
  public isBroken: (method: string, path: string) => boolean = () => false;
  /** Folders of programs that come before those of the machine that copies. */
  public programs: readonly string[] = [];
  public endpoint!: string;
  public synthesized!: SynthesizedPromotion;
  public account!: DescribedAccount;
  public engine!: BuildEngine;
  public admin!: Admin;
  public contributor!: Contributor;
  private codeBuild!: LocalCodeBuild;

  private constructor(private readonly stops: (() => Promise<void>)[]) {}

  public async stop(): Promise<void> {
    for (const end of this.stops.splice(0).reverse()) await end();
  }

  /** Sends an event to the rule of pushes. Returns nothing if the rule does not match. */
  public async deliver(event: JsonObject): Promise<Execution | undefined> {
    const input = this.delivered('-pushes', event);
    if (input === undefined) return undefined;
    const copies: PhasesRun[] = [];
    const copy = async (project: string, variables: Readonly<Record<string, string>>) => {
      const start = { source: sourceWith({}), commit: '', variables, programs: this.programs };
      const run = await this.codeBuild.build(project, start);
      copies.push(run);
      await this.afterCopy();
      return run.succeeded;
    };
    const services = new PromotionServices(this.manifests, this.scans, copy, () => this.afterScan());
    const { DefinitionString: text } = only(this.synthesized, 'AWS::StepFunctions::StateMachine', 'StateMachineName');
    const definition = JSON.parse(text as string) as Record<string, unknown>;
    const outcome = await execute(definition, services, input);
    return { ...outcome, told: services.told, copies };
  }

  /** The message to the topic if an execution ends with this status. */
  public tellsOf(status: string): Json | undefined {
    const { StateMachineName: name } = only(this.synthesized, 'AWS::StepFunctions::StateMachine', 'StateMachineName');
    const arn = `arn:aws:states:${place.region}:${place.account}:stateMachine:${name as string}`;
    return this.delivered('-failures', executionEvent(place, arn, status));
  }

  /** The input of the target of a rule. It is undefined if the rule does not match the event. */
  private delivered(ruleNameEnd: string, event: JsonObject): Json | undefined {
    const rule = only(this.synthesized, 'AWS::Events::Rule', 'Name', ruleNameEnd);
    if (!matches(rule.EventPattern as JsonObject, event)) return undefined;
    const [target] = rule.Targets as unknown as readonly [{ readonly InputTransformer: JsonObject }];
    return transformed(target.InputTransformer, event);
  }

  /** All that the registry stores, file by file: what writes anything changes it. */
  public stored(): Readonly<Record<string, number>> {
    const root = join(groundFolder, 'storage', registryHost(place), 'data');
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(paths.map((path) => [path.slice(root.length), statSync(path).mtimeMs]));
  }

  /** The files of the approved repository itself: links to blobs, manifests and tags. */
  public storedAsApproved(): readonly string[] {
    return Object.keys(this.stored()).filter((path) => path.includes(`/${approved}/`));
  }

  private async prepare(): Promise<void> {
    const python = await preparePython('moto');
    const [aws, synthesized] = await Promise.all([MotoServer.start(python), synthesize(contributor)]);
    this.stops.push(() => aws.stop());
    this.endpoint = aws.endpoint;
    this.synthesized = synthesized;
    const watcher = {
      pushed: (push: RegistryPush) => void this.events.push(pushEvent(place, push)),
      passOn: (method: string, path: string) => {
        this.requests.push(`${method} ${path}`);
        if (this.isBroken(method, path)) return undefined;
        return this.mountsBlobs ? path : path.replace(/(\/blobs\/uploads\/)\?.*mount=.*/, '$1');
      },
    };
    const registries = await startRegistries(aws.endpoint, [place], watcher);
    this.stops.push(() => registries.stop());
    this.engine = await startBuildEngine();
    this.stops.push(() => this.engine.stop());
    step('deploying what moto makes of the promotion');
    await deploy(await preparePython('aws'), aws.endpoint);
    this.account = await describeAccount(python, aws.endpoint, [place.region]);
    this.codeBuild = await LocalCodeBuild.start(aws.endpoint, place, this.engine);
    this.stops.push(() => this.codeBuild.stop());

    const machine: BuildMachine = await this.engine.freshMachine();
    this.stops.push(() => machine.discard());
    const nobody = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    const env = { ...localAwsEnvironment(aws.endpoint), ...machine.env, ...nobody };
    const adminCredentials = await assumeRole(python, aws.endpoint, handingOut);
    this.admin = new Admin(synthesized.adminPage, { ...env, ...adminCredentials });
    this.contributor = new Contributor(synthesized.contributorPage, env);
    step('the story begins');
  }
}
