import { App } from 'aws-cdk-lib';
import { addIncomingStack } from './incoming-stack';

/** Prints the instructions for one contributor. It needs no AWS account, since all values are known at synth. */
const [name = 'alice'] = process.argv.slice(2);
const access = addIncomingStack(new App()).accesses.get(name);
if (access === undefined) throw new Error(`${name} is not in contributors.ts`);
process.stdout.write(access.renderHandout());
