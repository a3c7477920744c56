/** `npm run schema`: writes nlb-janitor.schema.json anew. Run it after a change of the settings; a test asks for it. */
import { writeFileSync } from 'node:fs';
import { SCHEMA_FILE, settingsJsonSchema } from './settings-json-schema.ts';

writeFileSync(SCHEMA_FILE, `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`);
