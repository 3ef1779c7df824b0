import { BootstraplessSynthesizer } from 'aws-cdk-lib';
import { runApp } from '../../lib/app/app';

// The app of bin/app.ts, but for the bootstrap stack: moto has no bucket and roles of it, and no template here needs one.
runApp({ defaultStackSynthesizer: new BootstraplessSynthesizer() });
