// Talks to a server as a user of Google's Node client does, and prints everything that came back as one JSON object.
// Usage: node client.js FOLDER_OF_MODULES URL
'use strict';

const path = require('path');
const ee = require(path.join(process.argv[2], '@google', 'earthengine'));
const url = process.argv[3];

const COLLECTION = 'COPERNICUS/S2_SR_HARMONIZED';
const IMAGE = COLLECTION + '/20240105T160511_20240105T161202_T17PLK';
const GRID = {
  dimensions: {width: 64, height: 48},
  affineTransform: {scaleX: 10, translateX: 342000, scaleY: -10, translateY: 928400},
  crsCode: 'EPSG:32617',
};

const ask = (start) => new Promise((resolve, reject) => start((result, error) => error ? reject(error) : resolve(result)));
const info = (value) => ask((done) => value.getInfo(done));
const base64 = async (address, options) => {
  const reply = await fetch(address, options);
  const body = Buffer.from(await reply.arrayBuffer());
  if (!reply.ok) throw new Error(`${reply.status} ${address}: ${body}`);
  return {type: reply.headers.get('content-type'), body: body.toString('base64')};
};
const post = (address, body) => base64(url + address, {
  method: 'POST',
  headers: {'Content-Type': 'application/json', 'Authorization': 'Bearer token'},
  body: JSON.stringify(body),
});
const computed = (image) => post('/v1/projects/swath-node/image:computePixels', {
  expression: ee.Serializer.encodeCloudApi(image),
  fileFormat: 'GEO_TIFF',
  grid: GRID,
});

async function initialize() {
  ee.data.setAuthToken('', 'Bearer', 'token', 3600, [], undefined, false);
  await new Promise((resolve, reject) => ee.initialize(url, url, resolve, reject, null, 'swath-node'));
}

async function values() {
  const area = ee.Geometry.Rectangle([-82.44, 8.39, -82.43, 8.40], 'EPSG:4326', false);
  const images = ee.ImageCollection(COLLECTION).filterDate('2024-01-01', '2024-02-01').filterBounds(area);
  const clear = images.filter(ee.Filter.lt('CLOUDY_PIXEL_PERCENTAGE', 40));
  const image = ee.Image(IMAGE);
  const reducer = ee.Reducer.mean()
      .combine(ee.Reducer.minMax(), '', true)
      .combine(ee.Reducer.count(), '', true)
      .combine(ee.Reducer.percentile([25, 75]), '', true);
  const box = ee.Geometry.Rectangle([342000, 927920, 342640, 928400], 'EPSG:32617', false);
  return {
    size: await info(images.size()),
    indexes: await info(images.aggregate_array('system:index')),
    clear: await info(clear.size()),
    either: await info(images.filter(ee.Filter.or(
        ee.Filter.eq('MGRS_TILE', '17PLK'), ee.Filter.inList('MGRS_TILE', ['17PKK', '17PKL']))).size()),
    clearest: await info(images.sort('CLOUDY_PIXEL_PERCENTAGE').first().get('CLOUDY_PIXEL_PERCENTAGE')),
    cloudiness: await info(images.aggregate_array('CLOUDY_PIXEL_PERCENTAGE')),
    statistics: await info(image.select(['B4', 'B8']).reduceRegion({reducer, geometry: box, scale: 10})),
    histogram: await info(image.select('SCL').reduceRegion({
      reducer: ee.Reducer.frequencyHistogram().unweighted(), geometry: box, scale: 20})),
    bands: await info(image.bandNames()),
    type: (await info(image)).bands[1].data_type,
    number: await info(ee.Number(7).divide(2).add(ee.Number.parse('0.5'))),
    list: await info(ee.List.sequence(1, 9).map((x) => ee.Number(x).pow(2)).reverse().slice(0, 3)),
    dictionary: await info(ee.Dictionary({a: 1, b: [2, 3]}).set('c', 'text').combine({a: 4})),
    text: await info(ee.String('T17PLK').replace('^T', '').cat('_').toLowerCase()),
    date: await info(ee.Date('2024-01-31').advance(1, 'month').format('YYYY-MM-dd')),
    millis: await info(ee.Date.fromYMD(2024, 1, 5).millis()),
    area: await info(box.area(1)),
    buffered: await info(ee.Geometry.Point([-82.4, 8.4]).buffer(1000, 1).area(1)),
    bounds: await info(area.bounds()),
    mapped: await info(clear.map((each) => each.set('half', ee.Number(each.get('CLOUDY_PIXEL_PERCENTAGE')).divide(2)))
        .aggregate_array('half')),
    clearness: await info(clear.aggregate_array('CLOUDY_PIXEL_PERCENTAGE')),
  };
}

async function arrays() {
  const image = ee.Image(IMAGE).select(['B4', 'B8']);
  const box = ee.Geometry.Rectangle([342000, 927920, 342640, 928400], 'EPSG:32617', false);
  const corner = ee.Geometry.Rectangle([342000, 928380, 342020, 928400], 'EPSG:32617', false);
  const matrix = ee.Array([[1, 2], [3, 4]]);
  const pixel = image.toArray();
  return {
    matrix: await info(matrix),
    product: await info(matrix.matrixMultiply(matrix.matrixInverse())),
    column: await info(matrix.slice(1, 1).project([0]).add(1)),
    sums: await info(matrix.reduce(ee.Reducer.sum(), [0])),
    list: await info(matrix.matrixTranspose().toList()),
    joined: await info(ee.Array.cat([matrix, matrix], 1).length()),
    one: await info(matrix.get([1, 0])),
    first: await info(pixel.reduceRegion({reducer: ee.Reducer.first(), geometry: box, scale: 10})),
    means: await info(pixel.reduceRegion({
      reducer: ee.Reducer.mean().forEachElement(), geometry: corner, scale: 10})),
    sampled: await info(image.select('B4').sampleRectangle(corner).get('B4')),
    dot: await info(pixel.arrayDotProduct(pixel).reduceRegion({reducer: ee.Reducer.first(), geometry: box, scale: 10})),
  };
}

async function exported() {
  const image = ee.Image(IMAGE).select(['B8', 'B4']);
  const region = ee.Geometry.Rectangle([-82.434, 8.393, -82.430, 8.396], null, false);
  const task = ee.batch.Export.image.toDrive({
    image, description: 'near and red', folder: 'node', fileNamePrefix: 'bands', region,
    crs: 'EPSG:32617', crsTransform: [10, 0, 342000, 0, -10, 928400]});
  await new Promise((resolve, reject) => task.start(resolve, reject));
  const seen = [];
  for (let tries = 0; tries < 600; tries++) {
    const [status] = await ask((done) => ee.data.getTaskStatus(task.id, done));
    seen.push(status);
    if (['COMPLETED', 'FAILED', 'CANCELLED'].includes(status.state)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const wrong = ee.batch.Export.image.toCloudStorage({
    image: image.select('B99'), description: 'wrong', bucket: 'node', fileNamePrefix: 'none', region, scale: 10});
  await new Promise((resolve, reject) => wrong.start(resolve, reject));
  let failed;
  for (let tries = 0; tries < 600 && !(failed && failed.error_message); tries++) {
    [failed] = await ask((done) => ee.data.getTaskStatus(wrong.id, done));
  }
  await ask((done) => ee.data.cancelOperation(task.id, done));
  return {status: seen[seen.length - 1], failed, tasks: (await ask((done) => ee.data.getTaskList(done))).tasks};
}

async function pictures() {
  const image = ee.Image(IMAGE);
  const scl = image.select('SCL');
  const masked = image.select('B8').updateMask(scl.neq(9).and(scl.neq(3)));
  const shown = {min: 0, max: 5000, bands: ['B4', 'B3', 'B2']};
  const region = ee.Geometry.Rectangle([342000, 927920, 342640, 928400], 'EPSG:32617', false);
  const map = await ask((done) => image.getMap(Object.assign({format: 'png'}, shown), (id, error) => done(id, error)));
  const thumbnail = await ask((done) => image.getThumbURL(
      Object.assign({region, dimensions: '64x48', crs: 'EPSG:32617', format: 'png'}, shown), (address, error) => done(address, error)));
  const download = await ask((done) => image.select('B8').getDownloadURL(
      {crs: 'EPSG:32617', crs_transform: [10, 0, 342000, 0, -10, 928400], dimensions: '64x48', format: 'GEO_TIFF'}, done));
  return {
    flattened: await computed(image.select(['B4', 'B8']).toArray().toArray(1)
        .matrixTranspose().matrixMultiply(ee.Image(ee.Array([[1], [2]]))).arrayGet([0, 0])),
    ndvi: await computed(image.normalizedDifference(['B8', 'B4'])),
    masked: await computed(masked.unmask(0)),
    buffered: await computed(scl.eq(9).focalMax(50, 'square', 'meters')),
    stored: await post(`/v1/projects/earthengine-public/assets/${IMAGE}:getPixels`, {fileFormat: 'GEO_TIFF', bandIds: ['B8'], grid: GRID}),
    download: await base64(download),
    thumbnail: await base64(thumbnail),
    tile: await base64(ee.data.getTileUrl(map, 4440, 7808, 14)),
    format: map.urlFormat,
  };
}

async function assets() {
  const list = (parent, query) => ask((done) => ee.data.listAssets(parent, query, done));
  return {
    page: await list(`projects/earthengine-public/assets/${COLLECTION}`, {
      pageSize: 3, view: 'BASIC',
      filter: 'startTime >= "2024-01-01T00:00:00Z" AND startTime < "2024-02-01T00:00:00Z" AND properties.CLOUDY_PIXEL_PERCENTAGE < 40'}),
    images: await ask((done) => ee.data.listImages(`projects/earthengine-public/assets/${COLLECTION}`, {
      pageSize: 2, startTime: '2024-01-05T00:00:00Z', endTime: '2024-01-06T00:00:00Z'}, done)),
    asset: await ask((done) => ee.data.getAsset(IMAGE, done)),
    collection: await ask((done) => ee.data.getAsset(COLLECTION, done)),
    own: await list('projects/swath-node/assets', {}),
  };
}

const refused = async (value) => {
  try {
    return {answered: await info(value)};
  } catch (error) {
    return String(error.message || error);
  }
};

async function main() {
  await initialize();
  const result = {values: await values(), arrays: await arrays(), exported: await exported(), pictures: await pictures(), assets: await assets()};
  result.refused = {
    band: await refused(ee.Image(IMAGE).select('B99').bandNames()),
    image: await refused(ee.Image(COLLECTION + '/NONE').bandNames()),
  };
  process.stdout.write(JSON.stringify(result), () => process.exit(0));
}

main().catch((error) => {
  console.error(error && error.stack || error);
  process.exit(1);
});
