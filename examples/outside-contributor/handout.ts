import { App } from 'aws-cdk-lib';
import { addIncomingStack } from './incoming-stack';

/** Prints the handout for one contributor, without an AWS account: all of it is known at synth here. */
const [name = 'alice'] = process.argv.slice(2);
const access = addIncomingStack(new App()).accesses.get(name);
if (access === undefined) throw new Error(`${name} is not in contributors.ts`);
process.stdout.write(access.renderHandout());
