import { AwsSolutionsChecks } from 'cdk-nag';
import { stackWith, templateWith, FILLED_IN } from './support/synthesized.ts';
test('x', () => {
  const t = templateWith(FILLED_IN);
  require('fs').writeFileSync('/tmp/t.json', JSON.stringify(t.toJSON(), null, 1));
  const r = new AwsSolutionsChecks().validateScope(stackWith(FILLED_IN));
  console.log(
    JSON.stringify(
      r.violations.map((v) => [v.ruleName, v.violatingResources.map((x: any) => x.constructPath)]),
      null,
      1,
    ),
  );
});
