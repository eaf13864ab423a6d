// Datawrapper's own reader of tables, on files that the command wrote for it: which type it finds in each
// column, and whether it reads the numbers that stand there.
//
// usage: node datawrapper.mjs READER FILE...   READER: the folder of @datawrapper/chart-core
//
// Prints a line for each file: its name, then NAME=TYPE(FORMAT) for each column. Exit 1 where a number is
// read as another.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [reader, ...files] = process.argv.slice(2);
const source = pathToFileURL(path.join(reader, 'lib/dw/dataset/delimited.mjs'));
const { default: delimited } = await import(source);

for (const file of files) {
    const table = delimited({ csv: fs.readFileSync(file, 'utf8') }).parse();
    const columns = table.columns().map(column => {
        const type = column.type();
        const isNumber = type === 'number';
        for (let i = 0; i < column.length && isNumber; i++) {
            const text = column.raw(i);
            const value = column.val(i);
            if (text === null || text === '') continue;
            if (typeof value !== 'number' || value !== Number(text)) {
                console.log(`${file}: ${column.name()}: '${text}' is read as ${value}`);
                process.exitCode = 1;
            }
        }
        return `${column.name()}=${type}${type === 'text' ? '' : `(${column.type(true).format()})`}`;
    });
    console.log(`${path.basename(file)} ${columns.join(' ')}`);
}
