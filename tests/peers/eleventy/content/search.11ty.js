export default class {
  data = {
    pagination: { data: "handbook.languages", size: 1, alias: "one" },
    permalink: (data) => `${data.one.top}search.json`,
  };

  render({ one, handbook }) {
    const rows = handbook.pages.filter((page) => page.language === one.language);
    return JSON.stringify(rows.map(({ path, title, summary, body }) => ({ path, title, text: `${summary} ${body}` })));
  }
}
