const catalog = process.env.CATALOG_URL;

export async function products(category: string) {
  const answer = await fetch(`${catalog}/products?category=${category}`);
  return (await answer.json()).items;
}
