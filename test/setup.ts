// The built-in template validation costs about 4 s a synth; test/template-validation.test.ts turns it on once.
process.env.CDK_VALIDATION = 'false';
