/** `npm run schema`: writes the JSON schemas of the settings and of the events anew. A test asks for it after a change. */
import { writeFileSync } from 'node:fs';
import { EVENT_SCHEMA_FILE, eventJsonSchema } from './event-json-schema.ts';
import { SCHEMA_FILE, settingsJsonSchema } from './settings-json-schema.ts';

const write = (file: string, schema: object): void => writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
write(SCHEMA_FILE, settingsJsonSchema());
write(EVENT_SCHEMA_FILE, eventJsonSchema());
