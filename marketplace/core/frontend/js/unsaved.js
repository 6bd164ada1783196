// Values that the server has not confirmed, kept in this browser until it has.

const boxes = (field) => field.type === "checkbox" || field.type === "radio";

/** The values of a field, whether it is one control or several of one name. */
export function read(form, name) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  return fields.flatMap((field) => {
    if (boxes(field)) return field.checked ? [field.value] : [];
    return field.multiple ? [...field.selectedOptions].map((option) => option.value) : [field.value];
  });
}

export function write(form, name, values) {
  const wanted = [values].flat().map(String);
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (boxes(field)) field.checked = wanted.includes(field.value) || (field.value === "on" && wanted.includes("true"));
    else if (field.multiple) for (const option of field.options) option.selected = wanted.includes(option.value);
    else field.value = wanted[0] ?? "";
  }
}

export function store(key, form, names, version) {
  try {
    if (!names.size) return localStorage.removeItem(key);
    const values = Object.fromEntries([...names].map((name) => [name, read(form, name)]));
    localStorage.setItem(key, JSON.stringify({ version, values }));
  } catch {
    // a browser that keeps nothing still saves to the server
  }
}

/** Puts back what was kept and differs from the page. Answers {version, names}, or null where nothing was. */
export function restore(key, form) {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
  if (!kept) return null;
  const names = Object.keys(kept.values).filter((name) => String(read(form, name)) !== String(kept.values[name]));
  for (const name of names) write(form, name, kept.values[name]);
  if (!names.length) localStorage.removeItem(key);
  return names.length ? { version: kept.version, names } : null;
}
