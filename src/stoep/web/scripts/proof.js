/* A second implementation of the log's proofs, written from docs/log-format.md, that runs in the reader's browser.
   It asks the server for nothing: what it checks stands in the page. Without it, the page says the steps in words. */

const ROOT_BYTES = 32;
const ED25519 = 1;
const FIRST =
  `appel beuken berg bloemen boeren boter brood dauw dijk dorps duin eiken fiets gras haven heide
  herfst honing hooi hout kaas kamer kastanje keuken klaver koren kruiden lente linde maan markt melk
  molen morgen noten oever olie park peren polder regen riet rozen schapen sneeuw speel stads sterren
  storm strand thee tuin vis vlinder vogel water weide wilgen wind winter zand zilver zomer zonne`.split(/\s+/);
const SECOND =
  `bank bel boek boot bord bril brug dak deken deur doos emmer feest fluit gang hek
  hoed huis jas kaart kar kist klok koek kom kraam kruik lade lamp lepel lied mand
  mantel muts muur paal pad plein poort pot raam ring rok schuur slee sleutel soep stoel
  straat tafel tas toren touw trap trein trommel vaas vlag wagen weg wiel wolk zak zolder`.split(/\s+/);

const bytesOf = (text) => new TextEncoder().encode(text);
const textOf = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** The bytes of standard base64; throws for anything written otherwise. */
export function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  if (!bytes.length || toBase64(bytes) !== text) throw new Error("base64");
  return bytes;
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));

export const leafHash = (data) => sha256([0], data);
export const nodeHash = (left, right) => sha256([1], left, right);

/** A size or index without sign or leading zeros. Beyond 2^53 numbers are no longer exact here. */
export function wholeNumber(text) {
  if (!/^(0|[1-9][0-9]{0,14})$/.test(text)) throw new Error("number");
  return Number(text);
}

const odd = (number) => number % 2 === 1;
const half = (number) => Math.floor(number / 2);

/** Both roots that hashes lead to: of the older tree and of the whole one (RFC 9162, 2.1.3.2 and 2.1.4.2). */
async function climb(start, first, last, path) {
  let older = start;
  let newer = start;
  for (const step of path) {
    if (last === 0) return null;
    if (odd(first) || first === last) {
      [older, newer] = await Promise.all([nodeHash(step, older), nodeHash(step, newer)]);
      while (!odd(first) && first) [first, last] = [half(first), half(last)];
    } else {
      newer = await nodeHash(newer, step);
    }
    [first, last] = [half(first), half(last)];
  }
  return last === 0 ? [older, newer] : null;
}

/** Whether the path leads from this leaf hash, entry `index`, to the root of a tree of `size`. */
export async function includes(leaf, index, size, path, root) {
  if (index >= size) return false;
  const found = await climb(leaf, index, size - 1, path);
  return found !== null && same(found[1], root);
}

/** Whether the path shows that the new tree holds all of the old one, unchanged. */
export async function extendsTree(oldSize, oldRoot, newSize, newRoot, path) {
  if (oldSize < 1 || oldSize > newSize) return false;
  if (oldSize === newSize) return same(oldRoot, newRoot) && path.length === 0;
  let [first, last] = [oldSize - 1, newSize - 1];
  while (odd(first)) [first, last] = [half(first), half(last)];
  const steps = first === 0 ? [oldRoot, ...path] : path;
  if (!steps.length) return false;
  const found = await climb(steps[0], first, last, steps.slice(1));
  return found !== null && same(found[0], oldRoot) && same(found[1], newRoot);
}

/** The twelve words of a root. */
export function words(root) {
  const found = [];
  for (let at = 0; at < 18; at += 3) {
    const bits = (root[at] << 16) | (root[at + 1] << 8) | root[at + 2];
    for (const piece of [bits >> 12, bits & 0xfff]) found.push(FIRST[piece >> 6] + SECOND[piece & 63]);
  }
  return found;
}

/** A public key from "name+id+base64". */
export async function readKey(line) {
  const [name, id, ...rest] = line.trim().split("+");
  const material = fromBase64(rest.join("+"));
  const hash = await sha256(bytesOf(`${name}\n`), material);
  const found = [...hash.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== id) throw new Error("key");
  return { name, id: hash.slice(0, 4), kind: material[0], material: material.slice(1) };
}

/** A signed checkpoint: origin, size, root, and the signatures under it. */
export function readNote(text) {
  const gap = text.lastIndexOf("\n\n");
  const body = text.slice(0, gap + 1);
  const lines = body.split("\n");
  if (gap < 0 || lines.length !== 4 || !lines[0]) throw new Error("checkpoint");
  const root = fromBase64(lines[2]);
  const below = text.slice(gap + 2).split("\n");
  if (root.length !== ROOT_BYTES || below.pop() !== "" || !below.length) throw new Error("checkpoint");
  const signatures = below.map((line) => {
    const [dash, name, coded, ...more] = line.split(" ");
    if (dash !== "\u2014" || !name || !coded || more.length) throw new Error("signature");
    const data = fromBase64(coded);
    return { name, id: data.slice(0, 4), data: data.slice(4) };
  });
  return { origin: lines[0], size: wholeNumber(lines[1]), root, body, signatures };
}

/** Whether an Ed25519 key among these signed: true, false, or null when this browser cannot tell. */
export async function signedBy(note, keys) {
  let verdict = false;
  for (const key of keys.filter((one) => one.kind === ED25519)) {
    for (const { data } of note.signatures.filter((one) => one.name === key.name && same(one.id, key.id))) {
      try {
        const known = await crypto.subtle.importKey("raw", key.material, "Ed25519", false, ["verify"]);
        if (!(await crypto.subtle.verify("Ed25519", known, data, bytesOf(note.body)))) return false;
        verdict = true;
      } catch (error) {
        if (error.name === "NotSupportedError") return null;
        throw error;
      }
    }
  }
  return verdict;
}

/** The entry, index, path and checkpoint in a .tlog-proof file. */
export function readProof(text) {
  const gap = text.indexOf("\n\n");
  const lines = text.slice(0, gap).split("\n");
  if (gap < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Error("proof");
  const extra = lines.shift() ?? "";
  const index = lines.shift() ?? "";
  if (!extra.startsWith("extra ") || !index.startsWith("index ")) throw new Error("proof");
  return {
    entry: fromBase64(extra.slice(6)),
    index: wholeNumber(index.slice(6)),
    path: lines.map(fromBase64),
    note: readNote(text.slice(gap + 2)),
  };
}

/** Check a proof file: { included, signed, entry, words }. `signed` is null when this browser cannot tell. */
export async function checkProof(text, keyLines) {
  const proof = readProof(text);
  const { note } = proof;
  const entry = textOf(proof.entry);
  const { index, log } = JSON.parse(entry);
  const own = index === proof.index && log === note.origin;
  const included = own && (await includes(await leafHash(proof.entry), proof.index, note.size, proof.path, note.root));
  const signed = await signedBy(note, await Promise.all(keyLines.map(readKey)));
  return { included, signed, entry, words: words(note.root) };
}

const linesIn = (element) => element.textContent.split("\n").filter((line) => line.trim());

async function checkEntry(section) {
  const part = (name) => section.querySelector(`[data-${name}]`);
  const result = await checkProof(part("proof-file").textContent, linesIn(part("keys")));
  if (!result.included || result.entry !== part("leaf").textContent || result.signed === false) return "bad";
  return result.signed === null ? "unsigned" : "good";
}

async function checkGrowth(section) {
  const { oldSize, oldRoot, newSize, newRoot } = section.dataset;
  const path = linesIn(section.querySelector("[data-path]")).map((line) => fromBase64(line.trim()));
  const roots = [fromBase64(oldRoot), fromBase64(newRoot)];
  return (await extendsTree(wholeNumber(oldSize), roots[0], wholeNumber(newSize), roots[1], path)) ? "good" : "bad";
}

/** Write under each proof in the page what checking it here gave; the sentences stand in the page, translated. */
async function checkPage() {
  const kinds = [["[data-stoep-proof]", checkEntry], ["[data-stoep-growth]", checkGrowth]];
  for (const [selector, check] of kinds) {
    for (const section of document.querySelectorAll(selector)) {
      const output = section.querySelector("output");
      const able = globalThis.crypto && crypto.subtle;
      const verdict = able ? await check(section).catch(() => "bad") : "unable";
      output.textContent = output.dataset[verdict];
      output.dataset.verdict = verdict;
    }
  }
}

if (typeof document !== "undefined") checkPage();
