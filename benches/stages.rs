//! Each stage of the line by itself, for 100 works in ten languages: `cargo bench --bench stages`.

mod corpus;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use lykta::config::{self, Options};
use lykta::memo::Memo;
use lykta::outputs::Plan;
use lykta::publish::folder::Publication;
use lykta::render::{self, Rendered};
use lykta::source::{Reading, media};
use lykta::world::World;
use lykta::{document, outputs, site};

fn stages(criterion: &mut Criterion) {
    let world = corpus::site(100, 10);
    let options = Options::default();
    let mut group = criterion.benchmark_group("100 works × 10 languages");
    group.sample_size(10);

    group.bench_function("read", |bencher| bencher.iter(|| Reading::new(&world)));

    let reading = Reading::new(&world);
    let sources = reading.sources();
    let config = config::resolve(sources, &options, &Memo::new()).value.expect("a configuration");
    group.bench_function("parse fields", |bencher| bencher.iter(|| document::parse_all(sources, &config, &Memo::new())));

    let parsed = document::parse_all(sources, &config, &Memo::new()).value;
    let content = |parsed: &document::Parsed| {
        for document in parsed.works.iter().flat_map(|work| &work.documents) {
            black_box(document.content());
        }
    };
    group.bench_function("parse texts, on one core", |bencher| {
        bencher.iter_batched(
            || document::parse_all(sources, &config, &Memo::new()).value,
            |parsed| content(&parsed),
            BatchSize::PerIteration,
        );
    });

    let assemble = |parsed: &document::Parsed| {
        let media = media::read(&world, sources, &config.limits, &Memo::new());
        site::assemble(parsed, media, &config, sources, world.today(), &Memo::new())
    };
    group.bench_function("assemble", |bencher| bencher.iter(|| assemble(&parsed)));

    let build = lykta::build(&world, &options, &Memo::new()).value.expect("a site");
    let assets = build.theme.assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())).collect();
    let names = render::kind_names(&build.site, &build.theme);
    group.bench_function("plan", |bencher| bencher.iter(|| outputs::plan(&build.site, &assets, &names, &Memo::new())));

    let page = "/en/briefs/work-00000/";
    group.bench_function("render one work's page", |bencher| bencher.iter(|| build.render(&world, page)));

    let rendered = build.render(&world, page).and_then(Result::ok).expect("a page");
    let gate = build.gate();
    group.bench_function("inspect one work's page", |bencher| bencher.iter(|| gate.inspect(&build, page, &rendered)));

    let fresh = || lykta::build(&world, &options, &Memo::new()).value.expect("a site");
    group.bench_function("render and inspect all", |bencher| {
        bencher.iter_batched(fresh, |build| build.render_all(&world, |_, rendered| drop(black_box(rendered))), BatchSize::PerIteration);
    });

    let pages: Vec<(String, Arc<Rendered>)> = {
        let all = std::sync::Mutex::new(Vec::new());
        build.render_all(&world, |path, rendered| all.lock().expect("not poisoned").push((Plan::file_of(path), Arc::new(rendered))));
        all.into_inner().expect("not poisoned")
    };
    group.bench_function("publish, on one core", |bencher| {
        let folder = || tempfile::tempdir().expect("a folder");
        bencher.iter_batched(
            folder,
            |folder| {
                let mut publication = Publication::begin(&folder.path().join("public"), &[]).expect("begins");
                for (path, rendered) in &pages {
                    publication.add(path, &rendered.bytes);
                }
                publication.finish(Default::default()).expect("ends");
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
