# database-guidelines.md, Seeds Architecture › Adding a New Category

python -m database.seeds.run_all_seeds
